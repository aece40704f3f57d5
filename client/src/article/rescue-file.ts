import type { Rescue } from '../sync/rescue.ts';

/**
 * A rescue as a text file: the plain text for people, and behind it the very update, in base64, from which everything
 * in it (verdicts and notes too) can be had back.
 */
export function rescueFile(rescue: Rescue): string {
  let binary = '';
  for (const byte of rescue.update) binary += String.fromCharCode(byte);
  return [
    `Sanad · rescue copy · article ${rescue.articleId} · ${rescue.at} · ${rescue.reason}`,
    '',
    rescue.text,
    '',
    '---- Yjs update, base64 ----',
    btoa(binary),
    '',
  ].join('\n');
}

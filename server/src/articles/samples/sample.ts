import type { Verdict } from '@sanad/shared/claim';

/** A small article to try the desk with: its paragraphs, and claims on its words. */
export interface Sample {
  readonly language: 'ar' | 'en';
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly claims: readonly { readonly quote: string; readonly verdict: Verdict; readonly note: string }[];
}

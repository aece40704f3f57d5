import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const SOURCE = fileURLToPath(new URL('../../client/src', import.meta.url));
const TOKENS = join(SOURCE, 'ui', 'tokens.css');

const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];
/** Red, green and blue, 0 to 1, as on screen. */
type Colour = readonly [number, number, number];

const VERDICTS = ['verified', 'disputed', 'unsourced', 'unchecked'] as const;

const tokens = new Map<string, string>();
for (const [, name, value] of readFileSync(TOKENS, 'utf8').matchAll(/--([\w-]+):\s*([^;]+);/g)) {
  if (name && value && !tokens.has(name)) tokens.set(name, value.replaceAll(/\s+/g, ' ').trim());
}

function colour(name: string, theme: Theme): Colour {
  const pair = /^light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)$/.exec(tokens.get(name) ?? '');
  if (!pair) throw new Error(`--${name} is no pair of colours: ${tokens.get(name)}`);
  const hex = pair[theme === 'light' ? 1 : 2] as string;
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255) as unknown as Colour;
}

/** The share of its colour that a tint lays over the ground, 0 to 1. */
function tintShare(name: string): number {
  const mix = /^color-mix\(in srgb, var\(--[\w-]+\) ([\d.]+)%, transparent\)$/.exec(tokens.get(name) ?? '');
  if (!mix) throw new Error(`--${name} is no tint: ${tokens.get(name)}`);
  return Number(mix[1]) / 100;
}

const over = (top: Colour, share: number, ground: Colour): Colour =>
  top.map((part, at) => part * share + (ground[at] as number) * (1 - share)) as unknown as Colour;

const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
const onScreen = (part: number) => (part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055);

/** WCAG 2 contrast of two colours, 1 to 21. */
function contrast(a: Colour, b: Colour): number {
  const luminance = ([r, g, b]: Colour) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const [dark, bright] = [luminance(a), luminance(b)].sort((p, q) => p - q) as [number, number];
  return (bright + 0.05) / (dark + 0.05);
}

/** How a colour looks with each kind of colour vision (Machado, Oliveira and Fernandes 2009, full strength). */
const VISIONS = {
  usual: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const;

function seen(shown: Colour, matrix: readonly number[]): Colour {
  const parts = shown.map(linear);
  return [0, 3, 6].map((row) => {
    const sum = parts.reduce((total, part, at) => total + part * (matrix[row + at] as number), 0);
    return onScreen(Math.min(1, Math.max(0, sum)));
  }) as unknown as Colour;
}

/** Distance in OKLab: 0.02 is just noticeable side by side. */
function distance(a: Colour, b: Colour): number {
  const lab = ([r, g, b]: Colour) => {
    const [x, y, z] = [linear(r), linear(g), linear(b)];
    const l = Math.cbrt(0.4122214708 * x + 0.5363325363 * y + 0.0514459929 * z);
    const m = Math.cbrt(0.2119034982 * x + 0.6806995451 * y + 0.1073969566 * z);
    const s = Math.cbrt(0.0883024619 * x + 0.2817188376 * y + 0.6299787005 * z);
    return [
      0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
      1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
    ] as const;
  };
  const [p, q] = [lab(a), lab(b)];
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

describe.each(THEMES)('the colours of the %s theme', (theme) => {
  test.each(['ink', 'ink-soft', 'ink-faint', 'accent', ...VERDICTS])('%s reads on every paper', (name) => {
    for (const paper of ['paper', 'paper-raised', 'hover', 'notice']) {
      expect(contrast(colour(name, theme), colour(paper, theme)), paper).toBeGreaterThanOrEqual(4.5);
    }
  });

  test('the words of a button read on the accent', () => {
    for (const ground of ['accent', 'accent-hover']) {
      expect(contrast(colour('on-accent', theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5);
    }
  });

  test('the edges of fields and buttons stand out from the paper', () => {
    for (const paper of ['paper', 'paper-raised']) {
      expect(contrast(colour('line-strong', theme), colour(paper, theme))).toBeGreaterThanOrEqual(3);
    }
  });

  test.each(VERDICTS)('the ground of %s is a tint light enough that ink reads on', (verdict) => {
    for (const name of [`${verdict}-tint`, `${verdict}-strong`]) {
      expect(tintShare(name)).toBeLessThanOrEqual(0.14);
      const ground = over(colour(verdict, theme), tintShare(name), colour('paper', theme));
      expect(contrast(colour('ink', theme), ground)).toBeGreaterThanOrEqual(7);
    }
    expect(tintShare(`${verdict}-strong`)).toBeGreaterThan(tintShare(`${verdict}-tint`));
  });

  test.each(VERDICTS)('words in ink read on the grounds of %s over every paper', (verdict) => {
    for (const paper of ['paper', 'paper-raised', 'paper-sunken', 'hover', 'notice']) {
      for (const name of [`${verdict}-tint`, `${verdict}-strong`]) {
        const ground = over(colour(verdict, theme), tintShare(name), colour(paper, theme));
        for (const ink of ['ink', 'ink-soft']) {
          expect(contrast(colour(ink, theme), ground), `${ink} on ${name} over ${paper}`).toBeGreaterThanOrEqual(4.5);
        }
      }
    }
  });

  test.each(Object.keys(VISIONS) as (keyof typeof VISIONS)[])('verdicts are told apart with %s', (vision) => {
    for (const [at, one] of VERDICTS.entries()) {
      for (const other of VERDICTS.slice(at + 1)) {
        const apart = distance(seen(colour(one, theme), VISIONS[vision]), seen(colour(other, theme), VISIONS[vision]));
        expect(apart, `${one} and ${other}`).toBeGreaterThan(0.07);
      }
    }
  });
});

test('the measure of colour vision tells what it should', () => {
  const [red, green] = [
    [0.8, 0.2, 0.2],
    [0.35, 0.5, 0.2],
  ] as const;
  const usual = distance(red, green);
  expect(distance(seen(red, VISIONS.deuteranopia), seen(green, VISIONS.deuteranopia))).toBeLessThan(usual / 2);
  expect(contrast([0, 0, 0], [1, 1, 1])).toBeCloseTo(21, 5);
});

describe('style sheets', () => {
  const sheets = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.css'))
    .map((name) => join(SOURCE, name));
  const others = sheets.filter((path) => path !== TOKENS);
  const rulesOf = (path: string) => readFileSync(path, 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');

  test('there are some', () => {
    expect(others.length).toBeGreaterThan(20);
    expect(sheets).toContain(TOKENS);
  });

  test.each(others.map((path) => relative(SOURCE, path)))('%s takes its colours from the tokens', (name) => {
    const literal =
      /#[0-9a-f]{3,8}\b|\b(rgba?|hsla?|hwb|lab|lch|oklab|oklch|light-dark)\(|:[^;]*\b(white|black|red|green|blue|gr[ae]y|yellow|orange)\b/i;
    expect(rulesOf(join(SOURCE, name)).match(literal)?.[0] ?? null).toBeNull();
  });

  test.each(sheets.map((path) => relative(SOURCE, path)))('%s knows start and end, not left and right', (name) => {
    // A place measured on the screen, handed over as a custom property, has no start and end.
    const logical = rulesOf(join(SOURCE, name)).replaceAll(/\b(left|top):\s*var\(--[\w-]+(, 0)?\);/g, '');
    const physical =
      /(^|[\s;{])((margin|padding|border|inset)-(left|right|top|bottom)(-[\w-]+)?|left|right|(min-|max-)?(width|height))\s*:|:\s*(left|right)\b|\b(float|text-align)\s*:\s*(left|right)/m;
    expect(logical.match(physical)?.[0].trim() ?? null).toBeNull();
  });

  // A verdict's colour on its own tint is too weak for words: there they are in ink, and the sign has the colour.
  test.each(others.map((path) => relative(SOURCE, path)))('%s writes on no tint in the colour of the tint', (name) => {
    const rules = [...rulesOf(join(SOURCE, name)).matchAll(/[^{}]+\{([^{}]*)\}/g)];
    const faults = rules.filter(
      ([, rule = '']) =>
        /background(-color)?:[^;]*var\(--(tint|ground|(verified|disputed|unsourced|unchecked)-)/.test(rule) &&
        /(^|[\s;])color:\s*var\(--(tone|verdict|verified|disputed|unsourced|unchecked)\b/.test(rule),
    );
    expect(faults.map(([rule]) => rule.trim())).toEqual([]);
  });

  test('every token that is used is there', () => {
    const local = /--[\w-]+/g;
    const defined = new Set<string>();
    const used = new Map<string, string>();
    for (const path of sheets) {
      const rules = rulesOf(path);
      for (const [name] of rules.matchAll(/--[\w-]+(?=\s*:)/g)) defined.add(name);
      for (const [, name, fallback] of rules.matchAll(/var\((--[\w-]+)\s*(,)?/g)) {
        if (name && !fallback) used.set(name, relative(SOURCE, path));
      }
    }
    // Values that only the program knows reach a style sheet as custom properties of an element.
    for (const name of readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(name)) continue;
      for (const [property] of readFileSync(join(SOURCE, name), 'utf8').matchAll(local)) defined.add(property);
    }
    expect([...used].filter(([name]) => !defined.has(name))).toEqual([]);
  });
});

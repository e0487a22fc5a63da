/** Writing as flat bars: figures and signs that are inlaid, engraved or painted. Facing +z. */
import { box } from './box.ts';
import { joined, type Shape } from './shape.ts';

type Stroke = readonly [fromX: number, fromY: number, toX: number, toY: number];

/** Strokes of each sign in a box one wide (or as wide as it says) and two high, from the lower left. */
const SIGNS: Readonly<Record<string, { readonly wide?: number; readonly strokes: readonly Stroke[] }>> = {
  I: { wide: 0.3, strokes: [[0.15, 0, 0.15, 2]] },
  V: {
    strokes: [
      [0, 2, 0.5, 0],
      [0.5, 0, 1, 2],
    ],
  },
  X: {
    strokes: [
      [0, 0, 1, 2],
      [0, 2, 1, 0],
    ],
  },
  '2': {
    strokes: [
      [0, 2, 1, 2],
      [1, 2, 1, 1],
      [1, 1, 0, 1],
      [0, 1, 0, 0],
      [0, 0, 1, 0],
    ],
  },
  '3': {
    strokes: [
      [0, 2, 1, 2],
      [1, 2, 1, 0],
      [0.2, 1, 1, 1],
      [0, 0, 1, 0],
    ],
  },
  '4': {
    strokes: [
      [0, 2, 0, 1],
      [0, 1, 1, 1],
      [1, 2, 1, 0],
    ],
  },
  '7': {
    strokes: [
      [0, 2, 1, 2],
      [1, 2, 0.4, 0],
    ],
  },
  '+': {
    strokes: [
      [0, 1, 1, 1],
      [0.5, 0.5, 0.5, 1.5],
    ],
  },
  '-': { strokes: [[0, 1, 1, 1]] },
  '*': {
    strokes: [
      [0.1, 0.6, 0.9, 1.4],
      [0.1, 1.4, 0.9, 0.6],
    ],
  },
  '/': {
    strokes: [
      [0, 1, 1, 1],
      [0.5, 1.45, 0.5, 1.55],
      [0.5, 0.45, 0.5, 0.55],
    ],
  },
  ' ': { wide: 0.9, strokes: [] },
};

/**
 * `text` in signs `height` tall about the origin, strokes `width` wide; all in metres. Signs that are not known are left out.
 * `*` is a times sign and `/` a sign of division.
 */
export function writing(text: string, height: number, width: number, depth = 0.002): Shape {
  const unit = height / 2;
  const signs = [...text].map((sign) => SIGNS[sign] ?? { strokes: [] });
  const gap = 0.45;
  const whole = signs.reduce((sum, sign) => sum + (sign.wide ?? 1) + gap, -gap);
  const bars: Shape[] = [];
  let left = -whole / 2;
  for (const { wide = 1, strokes } of signs) {
    for (const [x0, y0, x1, y1] of strokes) {
      const length = Math.hypot(x1 - x0, y1 - y0) * unit + width;
      const angle = (Math.atan2(y1 - y0, x1 - x0) * 180) / Math.PI;
      const bar = box(length, width, depth, 0).turn('z', angle);
      bars.push(bar.move((left + (x0 + x1) / 2) * unit, ((y0 + y1) / 2 - 1) * unit, 0));
    }
    left += wide + gap;
  }
  return joined(...bars);
}

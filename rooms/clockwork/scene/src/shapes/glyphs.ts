/** Raised letters and digits made of straight strokes: signs, letter tiles, nixie tubes. */
import { box } from './box.ts';
import { joined, type Shape } from './shape.ts';

/** Strokes of a glyph on a grid 4 wide and 6 high: chains of points, "xy" each, from the lower left. */
const STROKES: Readonly<Record<string, readonly string[]>> = {
  A: ['00 16 36 40', '12 32'],
  B: ['00 06 26 35 34 23 03', '23 32 41 30 00'],
  D: ['00 06 26 44 42 20 00'],
  E: ['40 00 06 46', '03 33'],
  F: ['00 06 46', '03 33'],
  H: ['00 06', '40 46', '03 43'],
  I: ['20 26', '10 30', '16 36'],
  L: ['06 00 40'],
  N: ['00 06 40 46'],
  O: ['10 01 05 16 36 45 41 30 10'],
  P: ['00 06 36 45 44 33 03'],
  Q: ['10 01 05 16 36 45 41 30 10', '22 40'],
  R: ['00 06 36 45 44 33 03', '23 40'],
  S: ['01 10 30 41 42 33 13 04 05 16 36 45'],
  T: ['20 26', '06 46'],
  U: ['06 01 10 30 41 46'],
  V: ['06 20 46'],
  W: ['06 10 24 30 46'],
  X: ['00 46', '06 40'],
  '1': ['14 26 20', '10 30'],
  '2': ['05 16 36 45 44 00 40'],
  '3': ['05 16 36 45 44 33 13', '33 42 41 30 10 01'],
  '4': ['30 36 02 42'],
  '5': ['46 06 03 33 42 41 30 10 01'],
  '6': ['36 16 05 01 10 30 41 42 33 03'],
  '7': ['06 46 10'],
  '8': ['10 01 02 13 04 05 16 36 45 44 33 13', '33 42 41 30 10'],
  '9': ['10 30 41 45 36 16 05 04 13 43'],
  '/': ['00 46'],
  '+': ['03 43', '21 25'],
  '-': ['03 43'],
  '×': ['01 45', '05 41'],
  '÷': ['03 43', '25 25', '21 21'],
};

/** A glyph centred on the origin, facing +z: `height` metres tall, two thirds as wide. Letters that are not known are blank. */
export function glyph(letter: string, height: number, wire = height * 0.13, depth = 0.006): Shape {
  const unit = (height - wire) / 6;
  const parts: Shape[] = [];
  for (const chain of STROKES[letter] ?? []) {
    const points = chain.split(' ').map((pair): readonly [number, number] => {
      const [x, y] = [Number(pair[0]) - 2, Number(pair[1]) - 3];
      return [x * unit, y * unit];
    });
    for (const [k, to] of points.slice(1).entries()) {
      const from = points[k] as readonly [number, number];
      const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
      const stroke = box(Math.hypot(dx, dy) + wire * 0.8, wire, depth, 0);
      const turned = stroke.turn('z', (Math.atan2(dy, dx) * 180) / Math.PI);
      parts.push(turned.move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2, 0));
    }
  }
  return joined(...parts);
}

/** A line of glyphs centred on the origin. */
export function lettering(text: string, height: number, wire?: number, depth?: number): Shape {
  const pitch = height * 0.86;
  return joined(
    ...[...text].map((letter, k) => glyph(letter, height, wire, depth).move((k - (text.length - 1) / 2) * pitch, 0, 0)),
  );
}

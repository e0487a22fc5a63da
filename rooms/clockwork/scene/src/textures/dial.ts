/** Printed faces: the pressure dial with its figures and the great clock's Roman ring. Strokes on parchment. */
import { fractal } from './noise.ts';
import { mix, type Paint, put, type Surface, smooth, surface } from './surface.ts';

type Point = readonly [number, number];

/** Figures as polylines in a box one wide and two high, origin at the top left. */
const GLYPHS: Readonly<Record<string, readonly (readonly Point[])[]>> = {
  '0': [
    [
      [0.1, 0.3],
      [0.5, 0],
      [0.9, 0.3],
      [0.9, 1.7],
      [0.5, 2],
      [0.1, 1.7],
      [0.1, 0.3],
    ],
  ],
  '1': [
    [
      [0.2, 0.4],
      [0.55, 0],
      [0.55, 2],
    ],
  ],
  '2': [
    [
      [0.1, 0.4],
      [0.4, 0],
      [0.8, 0.1],
      [0.9, 0.6],
      [0.1, 2],
      [0.95, 2],
    ],
  ],
  '5': [
    [
      [0.9, 0],
      [0.2, 0],
      [0.15, 0.85],
      [0.7, 0.8],
      [0.9, 1.4],
      [0.6, 2],
      [0.1, 1.8],
    ],
  ],
  '7': [
    [
      [0.1, 0],
      [0.9, 0],
      [0.4, 2],
    ],
  ],
  I: [
    [
      [0.5, 0],
      [0.5, 2],
    ],
  ],
  V: [
    [
      [0.05, 0],
      [0.5, 2],
      [0.95, 0],
    ],
  ],
  X: [
    [
      [0.05, 0],
      [0.95, 2],
    ],
    [
      [0.95, 0],
      [0.05, 2],
    ],
  ],
  P: [
    [
      [0.15, 2],
      [0.15, 0],
      [0.8, 0.1],
      [0.85, 0.8],
      [0.15, 1],
    ],
  ],
  S: [
    [
      [0.9, 0.3],
      [0.5, 0],
      [0.15, 0.4],
      [0.85, 1.4],
      [0.5, 2],
      [0.1, 1.7],
    ],
  ],
};

/** Parchment that darkens to the rim. */
function parchment(size: number, seed: number): Surface {
  const out = surface(size);
  const stain = fractal(size, 5, 5, 5, seed);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const i = y * size + x;
      const rim = smooth(0.3, 0.54, Math.hypot(x / size - 0.5, y / size - 0.5));
      put(out, i, mix([238, 226, 196], [170, 136, 88], rim * 0.7 + Math.max(0, stain[i] as number) * 0.6));
      out.roughness[i] = 0.55;
    }
  }
  return out;
}

/** Draws a stroke with round ends; coordinates and width are fractions of the size. */
function stroke(target: Surface, a: Point, b: Point, width: number, paint: Paint): void {
  const { size } = target;
  const half = (width * size) / 2;
  const [ax, ay, bx, by] = [a[0] * size, a[1] * size, b[0] * size, b[1] * size];
  const length = Math.max(1e-6, (bx - ax) ** 2 + (by - ay) ** 2);
  for (
    let y = Math.max(0, Math.floor(Math.min(ay, by) - half - 1));
    y < Math.min(size, Math.max(ay, by) + half + 1);
    y += 1
  ) {
    for (
      let x = Math.max(0, Math.floor(Math.min(ax, bx) - half - 1));
      x < Math.min(size, Math.max(ax, bx) + half + 1);
      x += 1
    ) {
      const t = Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
      const away = Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay));
      const ink = smooth(half + 0.6, half - 0.6, away);
      if (ink === 0) continue;
      const i = y * size + x;
      const now: Paint = [
        target.color[i * 3] as number,
        target.color[i * 3 + 1] as number,
        target.color[i * 3 + 2] as number,
      ];
      put(target, i, mix(now, paint, ink));
    }
  }
}

/** Writes `text` with its middle at `at`, turned clockwise by `turn` radians. */
function write(
  target: Surface,
  text: string,
  at: Point,
  height: number,
  turn: number,
  ink: Paint,
  weight = 0.13,
): void {
  const unit = height / 2;
  const pitch = unit * 1.3;
  const [sin, cos] = [Math.sin(turn), Math.cos(turn)];
  [...text].forEach((letter, n) => {
    const left = (n - text.length / 2) * pitch + (pitch - unit) / 2;
    for (const line of GLYPHS[letter] ?? []) {
      const points = line.map(([x, y]): Point => {
        const u = left + x * unit;
        const v = (y - 1) * unit;
        return [at[0] + u * cos - v * sin, at[1] + u * sin + v * cos];
      });
      for (let k = 1; k < points.length; k += 1) {
        stroke(target, points[k - 1] as Point, points[k] as Point, height * weight, ink);
      }
    }
  });
}

const polar = (radius: number, clockwise: number): Point => [
  0.5 + radius * Math.sin(clockwise),
  0.5 - radius * Math.cos(clockwise),
];

/** A pressure dial, 0 to 125 psi over 240 degrees, with a red sector from 110. */
export function pressureDial(size: number): Surface {
  const out = parchment(size, 71);
  const ink: Paint = [34, 26, 20];
  for (let psi = 0; psi <= 125; psi += 5) {
    const angle = (((psi / 125) * 240 - 120) * Math.PI) / 180;
    const long = psi % 25 === 0;
    stroke(
      out,
      polar(long ? 0.36 : 0.4, angle),
      polar(0.45, angle),
      long ? 0.016 : 0.008,
      psi >= 110 ? [168, 28, 22] : ink,
    );
    if (long) write(out, String(psi), polar(0.28, angle), 0.085, 0, ink);
  }
  for (let degree = 92; degree < 120; degree += 2) {
    stroke(
      out,
      polar(0.465, (degree * Math.PI) / 180),
      polar(0.465, ((degree + 2) * Math.PI) / 180),
      0.02,
      [168, 28, 22],
    );
  }
  write(out, 'PSI', [0.5, 0.7], 0.06, 0, ink);
  return out;
}

const NUMERALS = ['XII', 'I', 'II', 'III', 'IIII', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI'];

/** The great clock's face: Roman hours, a railway minute ring, a guilloche centre. */
export function clockFace(size: number): Surface {
  const out = parchment(size, 83);
  const ink: Paint = [24, 20, 26];
  const blue: Paint = [36, 52, 96];
  for (let minute = 0; minute < 60; minute += 1) {
    const angle = (minute * Math.PI) / 30;
    stroke(out, polar(0.452, angle), polar(0.478, angle), minute % 5 === 0 ? 0.012 : 0.004, ink);
    for (const radius of [0.45, 0.48, 0.3]) {
      stroke(out, polar(radius, angle), polar(radius, ((minute + 1) * Math.PI) / 30), 0.003, ink);
    }
  }
  NUMERALS.forEach((numeral, hour) => {
    const angle = (hour * Math.PI) / 6;
    const turn = hour > 3 && hour < 9 ? angle + Math.PI : angle;
    write(out, numeral, polar(0.375, angle), 0.105, turn, ink, 0.12);
  });
  for (let petal = 0; petal < 24; petal += 1) {
    const from = (petal * Math.PI) / 12;
    for (let k = 0; k < 8; k += 1) {
      const a = polar(0.05 + k * 0.026, from + k * 0.13);
      const b = polar(0.05 + (k + 1) * 0.026, from + (k + 1) * 0.13);
      stroke(out, a, b, 0.0035, blue);
      stroke(out, [1 - a[0], a[1]], [1 - b[0], b[1]], 0.0035, blue);
    }
  }
  return out;
}

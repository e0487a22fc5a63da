/** The captain's log, open on the desk: the course that the helm is to steer. Its foot on y = 0, read from +z. */
import type { Piece } from '../frame.ts';
import { linear } from '../materials.ts';
import { box } from '../shapes/box.ts';
import { lettering } from '../shapes/glyphs.ts';
import { joined, type Shape } from '../shapes/shape.ts';

const INK = linear('#1d1410');

/** `pages` are the lines of the left and of the right page. */
export function shipsLog(pages: readonly [readonly string[], readonly string[]]): Piece {
  const sheets: Shape[] = [];
  for (const [side, lines] of pages.entries()) {
    const x = side === 0 ? -0.105 : 0.105;
    sheets.push(
      box(0.2, 0.018, 0.27, 0.004)
        .turn('z', side === 0 ? 3 : -3)
        .move(x, 0.022, 0)
        .tint(linear('#dccba2')),
    );
    for (const [row, line] of lines.entries()) {
      const text = lettering(line, 0.026, 0.0045, 0.002).turn('x', -90);
      sheets.push(
        text
          .turn('z', side === 0 ? 3 : -3)
          .move(x, 0.033, -0.07 + row * 0.05)
          .tint(INK),
      );
    }
  }
  return [
    ['bindings', box(0.44, 0.012, 0.3, 0.004).move(0, 0.006, 0).tint(linear('#2b3a5c'))],
    ['matt', joined(...sheets)],
  ];
}

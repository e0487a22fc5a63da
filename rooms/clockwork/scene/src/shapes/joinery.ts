/** Joiner's work: raised panels, panelled doors, mouldings and picture frames. All face +z. */
import { box } from './box.ts';
import { joined, type Shape } from './shape.ts';

/** One raised panel in its frame, its back on z = 0, its lower left corner at the origin. */
export function raisedPanel(width: number, height: number, stile = 0.07): Shape {
  const [innerW, innerH] = [width - stile * 2, height - stile * 2];
  return joined(
    box(width, height, 0.012, 0).move(width / 2, height / 2, 0.006),
    box(stile, height, 0.03, 0.006).move(stile / 2, height / 2, 0.015),
    box(stile, height, 0.03, 0.006).move(width - stile / 2, height / 2, 0.015),
    box(innerW + 0.01, stile, 0.03, 0.006)
      .swapUv()
      .move(width / 2, stile / 2, 0.015),
    box(innerW + 0.01, stile, 0.03, 0.006)
      .swapUv()
      .move(width / 2, height - stile / 2, 0.015),
    box(innerW * 0.86, innerH - innerW * 0.14, 0.03, 0.016).move(width / 2, height / 2, 0.012),
  );
}

/** A row of raised panels `length` long with skirting and dado rail; its back on z = 0, from x = 0. */
export function wainscot(length: number, height: number): Shape {
  const count = Math.max(1, Math.round(length / 0.62));
  const pitch = length / count;
  const parts: Shape[] = [];
  for (let k = 0; k < count; k += 1) parts.push(raisedPanel(pitch, height - 0.2, 0.06).move(k * pitch, 0.14, 0));
  parts.push(
    box(length, 0.15, 0.045, 0.01)
      .swapUv()
      .move(length / 2, 0.075, 0.022),
    box(length, 0.035, 0.065, 0.012)
      .swapUv()
      .move(length / 2, height - 0.0175, 0.03),
    box(length, 0.03, 0.045, 0.01)
      .swapUv()
      .move(length / 2, height - 0.05, 0.022),
  );
  return joined(...parts);
}

/** A door leaf hung at x = 0, standing on y = 0 and centred on z = 0, panelled on both sides. */
export function doorLeaf(width: number, height: number, rows: readonly number[] = [0.38, 0.62]): Shape {
  const parts: Shape[] = [box(width, height, 0.03, 0).move(width / 2, height / 2, 0)];
  let bottom = 0;
  for (const share of rows) {
    const tall = height * share;
    for (const side of [0, 1]) {
      for (const back of [0, 180]) {
        const panel = raisedPanel(width / 2, tall, 0.08).move(-width / 4, -tall / 2, 0.012);
        parts.push(panel.turn('y', back).move(width * (0.25 + side * 0.5), bottom + tall / 2, 0));
      }
    }
    bottom += tall;
  }
  return joined(...parts);
}

/** Lining and architrave of an opening `width` by `height` in a wall `thickness` deep, centred on x = 0. */
export function doorFrame(width: number, height: number, thickness: number): Shape {
  const deep = thickness + 0.05;
  const trim = 0.1;
  const parts: Shape[] = [
    box(0.035, height, deep, 0.004).move(-width / 2 - 0.0175, height / 2, 0),
    box(0.035, height, deep, 0.004).move(width / 2 + 0.0175, height / 2, 0),
    box(width + 0.07, 0.035, deep, 0.004)
      .swapUv()
      .move(0, height + 0.0175, 0),
  ];
  for (const side of [-1, 1]) {
    const z = (side * (deep + 0.02)) / 2;
    parts.push(
      box(trim, height + 0.03, 0.035, 0.01).move(-width / 2 - 0.02 - trim / 2, (height + 0.03) / 2, z),
      box(trim, height + 0.03, 0.035, 0.01).move(width / 2 + 0.02 + trim / 2, (height + 0.03) / 2, z),
      box(width + trim * 2 + 0.1, trim, 0.045, 0.012)
        .swapUv()
        .move(0, height + 0.03 + trim / 2, z),
      box(width + trim * 2 + 0.18, 0.035, 0.08, 0.012)
        .swapUv()
        .move(0, height + 0.05 + trim, z),
    );
  }
  return joined(...parts);
}

/** Four mitred-looking bars about an opening, centred, backs on z = 0. */
export function pictureFrame(width: number, height: number, bar = 0.05, depth = 0.035): Shape {
  return joined(
    box(bar, height + bar * 2, depth, depth * 0.35).move(-(width + bar) / 2, 0, depth / 2),
    box(bar, height + bar * 2, depth, depth * 0.35).move((width + bar) / 2, 0, depth / 2),
    box(width + 0.01, bar, depth, depth * 0.35).move(0, (height + bar) / 2, depth / 2),
    box(width + 0.01, bar, depth, depth * 0.35).move(0, -(height + bar) / 2, depth / 2),
  );
}

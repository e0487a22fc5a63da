/** Brickwork and steps. */
import { hash } from '../random.ts';
import { box } from './box.ts';
import { joined, type Shape } from './shape.ts';

/** A half ring of voussoirs over an opening of radius `inner`, `depth` deep, springing from y = 0, centred; coloured by vertex. */
export function brickArch(inner: number, depth: number, high = 0.22, count = 17): Shape {
  const stones: Shape[] = [];
  const width = ((inner + high / 2) * Math.PI) / count;
  for (let k = 0; k < count; k += 1) {
    const angle = ((k + 0.5) * 180) / count - 90;
    const shade = 0.8 + 0.5 * hash(k, 7, count);
    const stone = box(width * 0.93, high, depth, 0.012)
      .move(0, inner + high / 2, 0)
      .turn('z', angle);
    stones.push(stone.tint([0.36 * shade, 0.13 * shade, 0.085 * shade]));
  }
  return joined(...stones);
}

/** The wall above an arch: fills between the arch of radius `inner` and a rectangle `width` by `height` over its springing line. */
export function spandrel(inner: number, width: number, height: number, depth: number): Shape {
  const steps = 14;
  const parts: Shape[] = [];
  for (let k = 0; k < steps; k += 1) {
    const x0 = -inner + (2 * inner * k) / steps;
    const x1 = -inner + (2 * inner * (k + 1)) / steps;
    const lowest = Math.sqrt(Math.max(0, inner * inner - Math.min(x0 * x0, x1 * x1))) * 0.985;
    parts.push(
      box(x1 - x0, height - lowest, depth, 0)
        .move((x0 + x1) / 2, (height + lowest) / 2, 0)
        .project(),
    );
  }
  const side = width / 2 - inner;
  if (side > 0.01) {
    for (const sign of [-1, 1])
      parts.push(
        box(side, height, depth, 0)
          .move(sign * (inner + side / 2), height / 2, 0)
          .project(),
      );
  }
  return joined(...parts);
}

/** Straight steps that rise along -z from the origin: treads with nosings and closed risers, `width` along x about 0. */
export function stairs(count: number, rise: number, going: number, width: number): { treads: Shape; risers: Shape } {
  const treads: Shape[] = [];
  const risers: Shape[] = [];
  for (let k = 0; k < count; k += 1) {
    const top = (k + 1) * rise;
    const z = -k * going;
    treads.push(
      box(width, 0.035, going + 0.03, 0.01)
        .swapUv()
        .move(0, top - 0.0175, z - going / 2 + 0.015),
    );
    risers.push(
      box(width - 0.02, rise, 0.02, 0)
        .swapUv()
        .move(0, top - rise / 2, z - 0.01),
    );
  }
  return { treads: joined(...treads), risers: joined(...risers) };
}

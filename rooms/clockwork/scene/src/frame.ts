/** The scene while it is being put together: frames (nodes) that hold shapes, merged by material and meaning. */
import type { MaterialName } from './materials.ts';
import { type Axis, Shape, type Vector } from './shapes/shape.ts';

export type Role = 'body' | 'lamp' | 'mover' | 'collider' | 'anchor';

/** What a click does: the plant's action and its value. */
export interface Action {
  readonly name: string;
  readonly value?: number;
}

/** `extras` of a node, as docs/seams.md section 5 has them. */
export interface Extras {
  readonly deviceId: string;
  readonly role: Role;
  readonly plant?: string;
  /** Truth key that the mover follows, and how. Linear: at truth v it stands at range[0] + (range[1] - range[0]) * v. */
  readonly follows?: string;
  readonly axis?: Axis;
  readonly motion?: 'slide' | 'turn';
  readonly range?: readonly [number, number];
  readonly action?: Action;
  /** Pixels of the strip that this lamp stands for: first and one past the last. */
  readonly pixels?: readonly [number, number];
  readonly color?: string;
  /** Light of an anchor at full level, in candela. */
  readonly intensity?: number;
  readonly target?: Vector;
  /** Outward direction [x, z] of an outer wall: hide it while the camera is on that side of it. */
  readonly cutaway?: readonly [number, number];
  /** Hide while looking down on the room. */
  readonly hideFromAbove?: true;
}

export interface Mover {
  readonly plant: string;
  readonly follows: string;
  readonly axis: Axis;
  readonly motion: 'slide' | 'turn';
  readonly range: readonly [number, number];
}

interface Part {
  readonly material: MaterialName;
  readonly shape: Shape;
  readonly extras: Extras;
}

/** A node: where it stands, what it holds, and frames that move with it. */
export class Frame {
  readonly name: string;
  readonly at: Vector;
  readonly turnDeg: Vector;
  readonly deviceId: string;
  readonly own: Extras | undefined;
  readonly parts: Part[] = [];
  readonly children: Frame[] = [];
  private readonly merged = new Map<string, Part>();

  constructor(name: string, deviceId: string, at: Vector = [0, 0, 0], turnDeg: Vector = [0, 0, 0], own?: Extras) {
    this.name = name;
    this.deviceId = deviceId;
    this.at = at;
    this.turnDeg = turnDeg;
    this.own = own;
  }

  /** A frame inside this one; without `deviceId` it belongs to the same device. */
  child(name: string, at: Vector, turnDeg: Vector = [0, 0, 0], deviceId = this.deviceId, own?: Extras): Frame {
    const frame = new Frame(name, deviceId, at, turnDeg, own);
    this.children.push(frame);
    return frame;
  }

  /** A device's own frame, turned about the vertical. */
  device(deviceId: string, at: Vector, turnY = 0): Frame {
    return this.child(deviceId, at, [0, turnY, 0], deviceId);
  }

  /** A frame that follows a plant; its shapes are in the frame's own coordinates at motion 0. */
  mover(name: string, at: Vector, motion: Mover): Frame {
    return this.child(name, at, [0, 0, 0], this.deviceId, { deviceId: this.deviceId, role: 'mover', ...motion });
  }

  /** Visible stuff; everything of one material in one frame becomes one mesh. */
  body(material: MaterialName, ...shapes: readonly Shape[]): this {
    return this.put(material, { deviceId: this.deviceId, role: 'body' }, shapes);
  }

  /** Something that shines as its plant says. */
  lamp(plant: string, shape: Shape, more: Partial<Extras> = {}, material: MaterialName = 'glow'): this {
    return this.put(material, { deviceId: this.deviceId, role: 'lamp', plant, ...more }, [shape]);
  }

  /** An invisible shape that is clicked. */
  collider(plant: string, action: Action, shape: Shape): this {
    return this.put('hidden', { deviceId: this.deviceId, role: 'collider', plant, action }, [shape]);
  }

  /** A point without a shape: where a light hangs or a camera stands. */
  anchor(name: string, at: Vector, more: Partial<Extras>): this {
    this.child(name, at, [0, 0, 0], this.deviceId, { deviceId: this.deviceId, role: 'anchor', ...more });
    return this;
  }

  /** Adds shapes with the given meaning. */
  put(material: MaterialName, extras: Extras, shapes: readonly Shape[]): this {
    const key = `${material} ${JSON.stringify(extras)}`;
    let part = this.merged.get(key);
    if (part === undefined) {
      part = { material, shape: new Shape(), extras };
      this.merged.set(key, part);
      this.parts.push(part);
    }
    part.shape.join(...shapes);
    return this;
  }
}

/** Shapes with their materials, before they are put anywhere: a piece of furniture. */
export type Piece = readonly (readonly [MaterialName, Shape])[];

/** Puts a piece into a frame, turned about the vertical and moved. */
export function place(frame: Frame, piece: Piece, at: Vector, turnY = 0): void {
  for (const [material, shape] of piece) frame.body(material, shape.turn('y', turnY).move(at[0], at[1], at[2]));
}

/** Reads the meaning of scene nodes from their extras (seams section 5). Plain data in and out: no three.js here. */
import { isRecord } from '../live/messages.ts';

export type Axis = 'x' | 'y' | 'z';
export type Role = 'body' | 'lamp' | 'mover' | 'collider' | 'anchor';
export type Vector = readonly [number, number, number];

/** How a node follows a plant: at truth v it stands at `range[0] + (range[1] - range[0]) * v`. */
export interface Motion {
  readonly plant: string;
  readonly follows: string;
  readonly axis: Axis;
  readonly motion: 'slide' | 'turn';
  readonly range: readonly [number, number];
}
export interface SceneAction {
  readonly name: string;
  readonly value?: number;
}
/** Everything that extras can say about one node; what they do not say is absent. */
export interface NodeMeaning {
  readonly role: Role;
  /** Full device id; undefined for architecture. */
  readonly device: string | undefined;
  readonly plant: string | undefined;
  readonly motion: Motion | undefined;
  readonly action: SceneAction | undefined;
  /** Pixels of a strip that this lamp stands for: first, and one past the last. */
  readonly pixels: readonly [number, number] | undefined;
  /** Own colour of a lamp, `#rrggbb`. */
  readonly color: string | undefined;
  /** Candela of an anchor's light at full level. */
  readonly intensity: number | undefined;
  /** What a camera looks at. */
  readonly target: Vector | undefined;
  /** Outward direction (x, z) of an outer wall. */
  readonly cutaway: readonly [number, number] | undefined;
  readonly hideFromAbove: boolean;
}
export type Read =
  | { readonly ok: true; readonly meaning: NodeMeaning }
  | { readonly ok: false; readonly problem: string };

const ROLES: ReadonlySet<string> = new Set<Role>(['body', 'lamp', 'mover', 'collider', 'anchor']);
const AXES: ReadonlySet<string> = new Set<Axis>(['x', 'y', 'z']);

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const finite = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

function numbers(value: unknown, length: number): readonly number[] | undefined {
  const list = Array.isArray(value) && value.length === length ? value : undefined;
  return list?.every((item) => finite(item) !== undefined) ? (list as number[]) : undefined;
}

/** The meaning of one node; undefined for a node without a role (a frame), a problem for extras that contradict themselves. */
export function readMeaning(name: string, extras: Readonly<Record<string, unknown>>): Read | undefined {
  const role = extras.role;
  if (role === undefined) return undefined;
  if (typeof role !== 'string' || !ROLES.has(role))
    return { ok: false, problem: `${name}: unknown role ${String(role)}` };
  const motion = readMotion(name, extras);
  if (typeof motion === 'string') return { ok: false, problem: motion };
  if (role === 'mover' && motion === undefined) return { ok: false, problem: `${name}: a mover that follows nothing` };
  const action = readAction(extras.action);
  if (extras.action !== undefined && action === undefined) return { ok: false, problem: `${name}: action has no name` };
  const plant = text(extras.plant);
  if (action !== undefined && plant === undefined) return { ok: false, problem: `${name}: an action without a plant` };
  const meaning: NodeMeaning = {
    role: role as Role,
    device: text(extras.deviceId),
    plant,
    motion,
    action,
    pixels: numbers(extras.pixels, 2) as readonly [number, number] | undefined,
    color: text(extras.color),
    intensity: finite(extras.intensity),
    target: numbers(extras.target, 3) as Vector | undefined,
    cutaway: readCutaway(extras.cutaway),
    hideFromAbove: extras.hideFromAbove === true,
  };
  return { ok: true, meaning };
}

function readMotion(name: string, extras: Readonly<Record<string, unknown>>): Motion | string | undefined {
  const plant = text(extras.plant);
  const follows = text(extras.follows);
  if (follows === undefined) return undefined;
  if (plant === undefined) return `${name}: follows ${follows} of no plant`;
  const { axis, motion } = extras;
  if (typeof axis !== 'string' || !AXES.has(axis)) return `${name}: axis is not x, y or z`;
  if (motion !== 'slide' && motion !== 'turn') return `${name}: motion is neither slide nor turn`;
  const range = numbers(extras.range, 2);
  if (range === undefined) return `${name}: range is not two numbers`;
  return { plant, follows, axis: axis as Axis, motion, range: range as readonly [number, number] };
}

function readAction(value: unknown): SceneAction | undefined {
  if (!isRecord(value)) return undefined;
  const name = text(value.name);
  const amount = finite(value.value);
  if (name === undefined) return undefined;
  return amount === undefined ? { name } : { name, value: amount };
}

/** Two numbers are (x, z); three are (x, y, z), of which the height says nothing about an upright wall. */
function readCutaway(value: unknown): readonly [number, number] | undefined {
  const flat = numbers(value, 2);
  if (flat !== undefined) return flat as readonly [number, number];
  const space = numbers(value, 3);
  return space === undefined ? undefined : [space[0] ?? 0, space[2] ?? 0];
}

/** A truth as a number: booleans are 0 and 1; undefined when it is neither. */
export function truthNumber(value: unknown): number | undefined {
  return typeof value === 'boolean' ? Number(value) : finite(value);
}

/** Where a mover stands at truth `value`: metres or degrees from its place in the file. */
export function offsetAt(motion: Pick<Motion, 'range'>, value: number): number {
  return motion.range[0] + (motion.range[1] - motion.range[0]) * value;
}

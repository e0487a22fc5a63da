/** How a person works each kind of prop: one control a model of the catalogue, with what a click does. */
import type { PropEntry } from '../live/room-directory.ts';
import type { Truth } from '../live/view.ts';

export interface Choice {
  readonly label: string;
  readonly value: number;
}
export type Control =
  /** Two positions; a click takes the other one. With a partner it counts only when both are put on together. */
  | {
      readonly kind: 'toggle';
      readonly on: Step;
      readonly off: Step;
      readonly isOn: (truth: Truth) => boolean;
      readonly partner?: string;
    }
  /** A single action; `useless` says that it would change nothing now. */
  | {
      readonly kind: 'press';
      readonly label: string;
      readonly step: Step;
      readonly useless?: (truth: Truth) => boolean;
    }
  /** A position from 0 to 1. */
  | { readonly kind: 'slide'; readonly action: string; readonly position: (truth: Truth) => number }
  /** Signed counts, a handful a click. */
  | { readonly kind: 'wind'; readonly action: string; readonly counts: (truth: Truth) => number; readonly turn: number }
  /** One of a few values. */
  | {
      readonly kind: 'choose';
      readonly action: string;
      readonly choices: readonly Choice[];
      readonly chosen: (truth: Truth) => number;
    };
export interface Step {
  readonly label: string;
  readonly action: string;
  readonly value?: number;
}

/** A press long enough for every button's debounce. */
const PRESS_MS = 250;
/** The code that the room's guns send unless the target says otherwise. */
const GUN_CODE = 0x51;
/** Counts of one turn of a crank's encoder where the room does not say. */
const TURN_COUNTS = 600;

const number = (truth: Truth, key: string): number => (typeof truth[key] === 'number' ? (truth[key] as number) : 0);
const isTrue = (truth: Truth, key: string): boolean => truth[key] === true || truth[key] === 1;

const FLAMES: readonly Choice[] = [
  { label: 'Nothing', value: 0 },
  { label: 'Candle, 1900 K', value: 1900 },
  { label: 'Gas mantle, 2900 K', value: 2900 },
  { label: 'Magnesium, 6500 K', value: 6500 },
];
const PLUGS: readonly Choice[] = [
  { label: 'Pull it out', value: 0 },
  ...[120, 240, 360, 480, 600, 720, 840, 960].map((raw) => ({ label: `Resistor ${raw}`, value: raw })),
];

/** What of a prop decides its control. */
export type Workable = Pick<PropEntry, 'model' | 'params'> & Partial<Pick<PropEntry, 'roles' | 'unit' | 'partner'>>;

/** Tags that a list offers at most where the reader's driver numbers more. */
const TAGS_MAX = 100;
/** The tag that a reader is offered whose driver numbers none: what the model itself takes for one. */
const ANY_TAG = 1;

/** The tags that the reader's driver has numbers for, as the low 31 bits of their ids; 0 takes the tag away. */
function tagChoices({ unit }: Workable): readonly Choice[] {
  const base = unit?.params.numberBase ?? 0;
  const count = Math.min(TAGS_MAX, unit?.params.numbers ?? 0);
  const tags = Array.from({ length: count }, (_, at) => ({ label: `Tag ${at + 1}`, value: base + at + 1 }));
  return [{ label: 'No tag', value: 0 }, ...(count > 0 ? tags : [{ label: 'A tag', value: ANY_TAG }])];
}

/** One place a wired contact, and the way between them. */
function placeChoices({ roles = [] }: Workable): readonly Choice[] {
  const places = roles.map((role) => Number(/^in([1-8])$/.exec(role)?.[1])).filter((place) => place > 0);
  return [...places.sort((a, b) => a - b).map((place) => ({ label: `Place ${place}`, value: place })), BETWEEN];
}
const BETWEEN: Choice = { label: 'Between two', value: 0 };

/** Edges of the `band` driver, in raw counts; one at the end of the range ends the list. */
const EDGES = ['edge1', 'edge2', 'edge3', 'edge4'];
const RAW_END = 1024;

/** What goes into a socket: the middle of each band that the driver tells apart, else any of a row of resistors. */
function plugChoices({ unit }: Workable): readonly Choice[] {
  if (unit?.driver !== 'band') return PLUGS;
  const { scale = 1, offset = 0 } = unit.params;
  const edges = EDGES.map((name) => unit.params[name] ?? RAW_END).filter((edge) => edge < RAW_END);
  const bands = edges.map((edge, at) => {
    const value = Math.round((edge + (edges[at + 1] ?? RAW_END)) / 2);
    return { label: `Reads ${offset + (at + 1) * scale}`, value };
  });
  return [{ label: 'Pull it out', value: 0 }, ...bands];
}

/** The control of a prop; undefined for a prop that players cannot work (a lamp, a motor, a lock). */
export function controlOf(prop: Workable): Control | undefined {
  switch (prop.model) {
    case 'lever':
      return {
        kind: 'toggle',
        on: { label: 'Pull', action: 'pull', value: 1 },
        off: { label: 'Push back', action: 'pull', value: 0 },
        isOn: (truth) => isTrue(truth, 'pulled'),
      };
    case 'door':
      return {
        kind: 'toggle',
        on: { label: 'Open', action: 'open' },
        off: { label: 'Close', action: 'close' },
        isOn: (truth) => isTrue(truth, 'open'),
      };
    case 'estop':
      return {
        kind: 'toggle',
        on: { label: 'Press', action: 'press' },
        off: { label: 'Release', action: 'release' },
        isOn: (truth) => isTrue(truth, 'pressed'),
      };
    case 'egress':
      return { kind: 'press', label: 'Press', step: { label: 'Press', action: 'press' } };
    case 'button':
      return { kind: 'press', label: 'Press', step: { label: 'Press', action: 'press', value: PRESS_MS } };
    case 'ir_target': {
      const value = prop.params.code ?? GUN_CODE;
      return { kind: 'press', label: 'Shoot', step: { label: 'Shoot', action: 'shoot', value } };
    }
    case 'valve':
      return { kind: 'slide', action: 'turn', position: (truth) => number(truth, 'position') };
    case 'crank': {
      const turn = prop.params.countsPerTurn ?? TURN_COUNTS;
      return { kind: 'wind', action: 'turn', counts: (truth) => number(truth, 'counts'), turn };
    }
    case 'flame': {
      const chosen = (truth: Truth): number => number(truth, 'temperature_k');
      return { kind: 'choose', action: 'present', choices: FLAMES, chosen };
    }
    case 'plug':
      return { kind: 'choose', action: 'plug', choices: plugChoices(prop), chosen: (truth) => number(truth, 'raw') };
    case 'switch':
      return switchOf(prop);
    case 'selector':
      return {
        kind: 'choose',
        action: 'set',
        choices: placeChoices(prop),
        chosen: (truth) => number(truth, 'place'),
      };
    case 'reader':
      return { kind: 'choose', action: 'present', choices: tagChoices(prop), chosen: (truth) => number(truth, 'tag') };
    case 'sprung': {
      const useless = (truth: Truth): boolean => number(truth, 'position') === 0;
      return { kind: 'press', label: 'Push shut', step: { label: 'Push shut', action: 'close' }, useless };
    }
    default:
      return undefined;
  }
}

/** A switch that stays where it is put; one of a pair is a key. */
function switchOf({ partner }: Workable): Control {
  const isOn = (truth: Truth): boolean => isTrue(truth, 'on');
  const on = partner === undefined ? 'Switch on' : 'Turn';
  const off = partner === undefined ? 'Switch off' : 'Turn back';
  const control = {
    kind: 'toggle',
    on: { label: on, action: 'set', value: 1 },
    off: { label: off, action: 'set', value: 0 },
    isOn,
  } as const;
  return partner === undefined ? control : { ...control, partner };
}

/** Whether working it in the room needs more than a click: a choice, or a second hand. */
export function needsChoice(control: Control | undefined): boolean {
  return control?.kind === 'choose' || (control?.kind === 'toggle' && control.partner !== undefined);
}

/** What one click on the prop does now; undefined where a click needs a choice or a drag. */
export function clickStep(control: Control, truth: Truth): Step | undefined {
  if (control.kind === 'toggle') return control.isOn(truth) ? control.off : control.on;
  return control.kind === 'press' ? control.step : undefined;
}

/** The step with which `action` (a scene's `extras.action`) is done; toggles follow the truth unless a value is given. */
export function sceneStep(
  action: { readonly name: string; readonly value?: number },
  control: Control | undefined,
  truth: Truth,
): Step {
  const own = control === undefined ? undefined : clickStep(control, truth);
  if (own !== undefined && control?.kind === 'toggle' && action.name === control.on.action) return own;
  if (action.value !== undefined) return { label: own?.label ?? action.name, action: action.name, value: action.value };
  return own !== undefined && own.action === action.name ? own : { label: action.name, action: action.name };
}

/** How a person works each kind of prop: one control a model of the catalogue, with what a click does. */
import type { PropEntry } from '../live/room-directory.ts';
import type { Truth } from '../live/view.ts';

export interface Choice {
  readonly label: string;
  readonly value: number;
}
export type Control =
  /** Two positions; a click takes the other one. */
  | { readonly kind: 'toggle'; readonly on: Step; readonly off: Step; readonly isOn: (truth: Truth) => boolean }
  /** A single action. */
  | { readonly kind: 'press'; readonly label: string; readonly step: Step }
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

/** The control of a prop; undefined for a prop that players cannot work (a lamp, a motor, a lock). */
export function controlOf(prop: Pick<PropEntry, 'model' | 'params'>): Control | undefined {
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
      return { kind: 'choose', action: 'plug', choices: PLUGS, chosen: (truth) => number(truth, 'raw') };
    default:
      return undefined;
  }
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

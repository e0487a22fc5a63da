/** Commands that bring a unit's outputs away from a state, and back: found among the operations that the definition has. */
import { DRIVERS, type Driver, type OperationDefinition, operationTargets } from '@understudy/contract';
import type { InstalledUnit, SuiteTarget } from './target.ts';

export interface Order {
  /** Full id. */
  readonly device: string;
  readonly op: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** Understood by every device; drives nothing. @param device full id */
export const resetOrder = (device: string): Order => ({ device, op: 'reset_safety', parameters: {} });

/** The latch is the whole controller's: its first device takes the order. */
export const resetOf = ({ definition: { controller, devices } }: Pick<SuiteTarget, 'definition'>): Order =>
  resetOrder(`${controller}_${Object.keys(devices)[0]}`);

/** A verb with the arguments that matter; others may be anything. */
export interface Wish {
  readonly verb: string;
  readonly args?: Readonly<Record<string, number>>;
}

/** Far enough that no test sees its end. */
const FAR_STEPS = 1_000_000;
const FULL = 255;

/** What drives the unit's outputs to something other than `safe` (relay and lock: whether the safe state is on, locked). */
export function awayWishes({ driver, param }: InstalledUnit, safe: boolean): readonly Wish[] {
  switch (driver) {
    case 'relay':
      return switched(!safe);
    case 'lock':
      return [{ verb: safe ? 'unlock' : 'lock' }];
    case 'motor':
      return [{ verb: 'forward' }];
    case 'actuator':
      return [{ verb: param('safeDirection') > 0 ? 'reverse' : 'forward' }];
    case 'gauge':
      return [{ verb: 'activate' }];
    case 'axis':
      return [{ verb: 'move_to', args: { target_steps: FAR_STEPS } }, { verb: 'move_by' }];
    case 'rotor':
      return [{ verb: 'fast' }, { verb: 'start' }, { verb: 'slow' }];
    case 'dimmer':
      return [{ verb: 'set', args: { brightness: param('safeLevel') > FULL / 2 ? 0 : FULL } }];
    case 'servo':
      return [{ verb: 'set_position', args: { position: 180 } }, { verb: 'open' }];
    case 'dmx_fog':
      return [{ verb: 'set_volume', args: { value: FULL } }];
    default:
      return [];
  }
}

/** Whether the boot state of a relay or a lock is on, or locked: an order must lead elsewhere. */
export function drivenAtBoot({ driver, param }: InstalledUnit): boolean {
  if (driver === 'relay') return param('bootOn') !== 0;
  return driver === 'lock' && param('bootLocked') !== 0;
}

/** What ends that again, for units that a command brings back. */
export function backWishes({ driver }: InstalledUnit, safe: boolean): readonly Wish[] {
  switch (driver) {
    case 'relay':
      return switched(safe);
    case 'lock':
      return [{ verb: safe ? 'lock' : 'unlock' }];
    case 'dmx_fog':
      return [{ verb: 'off' }];
    default:
      return [];
  }
}

function switched(on: boolean): readonly Wish[] {
  const set: Wish = { verb: 'set', args: { on: Number(on) } };
  return on ? [{ verb: 'on' }, set, { verb: 'pulse' }] : [{ verb: 'off' }, set];
}

/** The operation that fulfils one of the wishes and drives the fewest units; among equals the first wish's. */
export function orderFor(target: SuiteTarget, unit: InstalledUnit, wishes: readonly Wish[]): Order | undefined {
  const { definition } = target;
  let best: { readonly order: Order; readonly targets: number } | undefined;
  for (const wish of wishes) {
    for (const [key, { operations = {} }] of Object.entries(definition.devices)) {
      for (const [op, operation] of Object.entries(operations)) {
        if (operation.verb !== wish.verb || operation.select !== undefined) continue;
        const found = operationTargets(definition, key, operation);
        if (!found.ok || !found.targets.some((one) => one.device === unit.key && one.unit === unit.unit)) continue;
        if (best !== undefined && best.targets <= found.targets.length) continue;
        const parameters = parametersFor(unit, operation, wish);
        if (parameters === undefined) continue;
        best = { order: { device: `${definition.controller}_${key}`, op, parameters }, targets: found.targets.length };
      }
    }
  }
  return best?.order;
}

/** Undefined where a fixed argument is not what is wished. */
function parametersFor(
  { driver }: InstalledUnit,
  { args = {}, parameters = {} }: OperationDefinition,
  wish: Wish,
): Record<string, unknown> | undefined {
  const wished: Record<string, number | undefined> = {};
  const names = (DRIVERS as Readonly<Record<string, Driver>>)[driver]?.verbs[wish.verb] ?? [];
  for (const name of names) {
    const [given, wanted] = [args[name], wish.args?.[name]];
    if (typeof given === 'string' && given.startsWith('$')) wished[given.slice(1)] = wanted;
    else if (wanted !== undefined && given !== wanted) return undefined;
  }
  return Object.fromEntries(
    Object.entries(parameters).map(([name, parameter]) => [name, argumentFor(parameter, wished[name])]),
  );
}

function argumentFor(
  { type, minimum, maximum, values = {} }: NonNullable<OperationDefinition['parameters']>[string],
  wanted: number | undefined,
): unknown {
  switch (type) {
    case 'boolean':
      return wanted === undefined || wanted !== 0;
    case 'integer':
    case 'number':
      return Math.min(maximum ?? FAR_STEPS, Math.max(minimum ?? 0, wanted ?? maximum ?? FAR_STEPS));
    case 'enum':
      return (Object.entries(values).find(([, value]) => value === wanted) ?? Object.entries(values)[0])?.[0];
    case 'color':
      return '#102030';
  }
}

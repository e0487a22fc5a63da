/** Which units an operation drives: the one place where `unit`, `units` and `every` are read. */
import type { ControllerDefinition, OperationDefinition, UnitDefinition } from './controller.ts';

/** A unit of a controller by the names of the definition. */
export interface UnitAddress {
  readonly device: string;
  readonly unit: string;
  readonly definition: UnitDefinition;
}

/** Something of an operation's target that does not hold. `at`: the path below the operation. */
export interface TargetFault {
  readonly code: 'NO_TARGET' | 'UNKNOWN_UNIT' | 'TARGET_TWICE' | 'MIXED_DRIVERS' | 'TOO_MANY' | 'BAD_SELECT';
  readonly at: readonly (string | number)[];
  readonly expected: string;
  readonly seen: string;
}

export type OperationTargets =
  | { readonly ok: true; readonly targets: readonly UnitAddress[] }
  | { readonly ok: false; readonly fault: TargetFault };

/** Units that one operation may drive: the largest panel has 24 relays, and 32 strips make a gallery. */
export const TARGETS_PER_OPERATION = 32;

/** Every unit of a controller, in the order of the definition (that of the flash table). */
export function unitsOf(controller: ControllerDefinition): readonly UnitAddress[] {
  return Object.entries(controller.devices).flatMap(([device, { units }]) =>
    Object.entries(units).map(([unit, definition]) => ({ device, unit, definition })),
  );
}

/** The units of an operation of `device`, in the order of their starts; or what is wrong with them. */
export function operationTargets(
  controller: ControllerDefinition,
  device: string,
  operation: OperationDefinition,
): OperationTargets {
  const { unit, units, every } = operation;
  const given = [unit, units, every].filter((one) => one !== undefined).length;
  if (given !== 1) return refused('NO_TARGET', [], 'one of unit, units and every', String(given));
  const all = unitsOf(controller);
  if (every !== undefined) {
    const targets = all.filter(({ definition }) => definition.driver === every);
    const drivers = [...new Set(all.map(({ definition }) => definition.driver))];
    if (targets.length === 0) return refused('UNKNOWN_UNIT', ['every'], `one of ${drivers.join(', ')}`, every);
    return checked(targets, ['every'], operation);
  }
  const targets: UnitAddress[] = [];
  for (const [index, name] of (units ?? [unit ?? '']).entries()) {
    const found = all.find(
      (one) => (one.device === device && one.unit === name) || `${one.device}.${one.unit}` === name,
    );
    const at = units === undefined ? ['unit'] : ['units', index];
    if (found === undefined) {
      const own = all.filter((one) => one.device === device).map((one) => one.unit);
      return refused('UNKNOWN_UNIT', at, `one of ${own.join(', ')}, or "device.unit"`, name);
    }
    if (targets.includes(found)) return refused('TARGET_TWICE', at, 'a unit named once', name);
    targets.push(found);
  }
  return checked(targets, units === undefined ? ['unit'] : ['units'], operation);
}

function checked(
  targets: readonly UnitAddress[],
  at: readonly string[],
  operation: OperationDefinition,
): OperationTargets {
  const drivers = [...new Set(targets.map(({ definition }) => definition.driver))];
  if (drivers.length > 1) return refused('MIXED_DRIVERS', at, 'units of one driver', drivers.join(', '));
  if (targets.length > TARGETS_PER_OPERATION) {
    return refused('TOO_MANY', at, `at most ${TARGETS_PER_OPERATION} units`, String(targets.length));
  }
  return selectFault(operation, targets.length) ?? { ok: true, targets };
}

/** `select` names an integer parameter with one value for each unit, and nothing to start in turns. */
function selectFault(operation: OperationDefinition, units: number): OperationTargets | undefined {
  const { select, staggerMs, parameters = {} } = operation;
  if (select === undefined) return undefined;
  if (staggerMs !== undefined) return refused('BAD_SELECT', ['staggerMs'], 'none, for one unit alone starts', 'select');
  const parameter = Object.hasOwn(parameters, select) ? parameters[select] : undefined;
  const { type = 'none', minimum = Number.NaN, maximum = Number.NaN } = parameter ?? {};
  if (type === 'integer' && maximum - minimum + 1 === units) return undefined;
  const seen = type === 'integer' ? `${minimum} to ${maximum}` : type;
  return refused('BAD_SELECT', ['select'], `an integer parameter of ${units} values, one a unit`, seen);
}

function refused(
  code: TargetFault['code'],
  at: readonly (string | number)[],
  expected: string,
  seen: string,
): OperationTargets {
  return { ok: false, fault: { code, at, expected, seen } };
}

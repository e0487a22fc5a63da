/** Checks of a device's operations: unit, verb, arguments, parameters; and of its safe operation. */
import { COMMON_OPERATIONS, EFFECTS } from '../../drivers.ts';
import { describe, expectation } from '../../validate/parameters.ts';
import type {
  ControllerDefinition,
  DeviceDefinition,
  OperationDefinition,
  ParameterDefinition,
} from '../controller.ts';
import { operationTargets } from '../operation-targets.ts';
import type { Reporter } from './catalogue.ts';
import { findDriver, type RoomIndex } from './room-index.ts';

type Path = readonly (string | number)[];

export function checkOperations(
  index: RoomIndex,
  controller: ControllerDefinition,
  key: string,
  device: DeviceDefinition,
  report: Reporter,
): void {
  const path = ['devices', key];
  const operations = device.operations ?? {};
  for (const [name, operation] of Object.entries(operations)) {
    const at = [...path, 'operations', name];
    if (Object.hasOwn(COMMON_OPERATIONS, name)) report.add('RESERVED_OPERATION', at, 'a name of its own', name);
    checkVerb(controller, key, operation, at, report);
    for (const [parameter, definition] of Object.entries(operation.parameters ?? {})) {
      checkParameter(index, definition, [...at, 'parameters', parameter], report);
    }
  }
  checkSafe(device, path, report);
}

function checkVerb(
  controller: ControllerDefinition,
  key: string,
  operation: OperationDefinition,
  at: Path,
  report: Reporter,
): void {
  const found = operationTargets(controller, key, operation);
  if (!found.ok) {
    const { code, at: below, expected, seen } = found.fault;
    report.add(code, [...at, ...below], expected, seen);
    return;
  }
  const driver = findDriver(found.targets[0]?.definition.driver ?? '');
  if (driver === undefined) return;
  const names = Object.hasOwn(driver.verbs, operation.verb) ? driver.verbs[operation.verb] : undefined;
  if (names === undefined) {
    report.unknown('UNKNOWN_VERB', [...at, 'verb'], operation.verb, Object.keys(driver.verbs));
    return;
  }
  const args = operation.args ?? {};
  const parameters = operation.parameters ?? {};
  for (const name of Object.keys(args)) {
    if (!names.includes(name)) report.unknown('UNKNOWN_ARGUMENT', [...at, 'args', name], name, names);
  }
  const used = new Set(operation.select === undefined ? [] : [operation.select]);
  for (const name of names) {
    const source = args[name] ?? `$${name}`;
    const where = args[name] === undefined ? at : [...at, 'args', name];
    if (typeof source === 'number') continue;
    if (source.startsWith('$')) used.add(source.slice(1));
    if (!isSource(name, source, parameters)) {
      const known = Object.keys(parameters).map((parameter) => `$${parameter}`);
      const expected = ['an integer', '"#rrggbb"', ...known].join(', ');
      report.add('ARGUMENT_SOURCE', where, `${name}: ${expected}`, args[name] === undefined ? 'nothing' : source);
    }
  }
  for (const parameter of Object.keys(parameters)) {
    if (used.has(parameter)) continue;
    report.add('UNUSED_PARAMETER', [...at, 'parameters', parameter], `an argument with $${parameter}`, 'none');
  }
}

function isSource(name: string, source: string, parameters: Readonly<Record<string, unknown>>): boolean {
  if (source.startsWith('$')) return Object.hasOwn(parameters, source.slice(1));
  return /^#[0-9a-f]{6}$/i.test(source) || (name === 'effect' && EFFECTS.some((effect) => effect === source));
}

function checkParameter(index: RoomIndex, definition: ParameterDefinition, at: Path, report: Reporter): void {
  const { type, minimum, maximum, values } = definition;
  if (type === 'integer' || type === 'number') {
    if (minimum === undefined || maximum === undefined || minimum > maximum) {
      const seen = `minimum ${minimum ?? 'none'}, maximum ${maximum ?? 'none'}`;
      report.add('PARAMETER_RANGE', at, 'minimum and maximum', seen);
      return;
    }
  }
  if ((type === 'enum') !== (values !== undefined && Object.keys(values).length > 0)) {
    report.add('PARAMETER_WORDS', at, type === 'enum' ? 'values' : 'no values', type === 'enum' ? 'none' : 'values');
    return;
  }
  if (definition.default === undefined) return;
  // A colour may also be given as the table holds it.
  if (type === 'color' && /^#[0-9a-f]{6}$/i.test(String(definition.default))) return;
  const expected = expectation(definition, definition.default, index.colors);
  if (expected !== undefined) {
    report.add('PARAMETER_DEFAULT', [...at, 'default'], expected, describe(definition.default));
  }
}

function checkSafe(device: DeviceDefinition, path: Path, report: Reporter): void {
  const operations = device.operations ?? {};
  if (device.safe === undefined) {
    if (device.safetyClass === 'CRITICAL' && Object.keys(operations).length > 0) {
      report.add('NO_SAFE_OPERATION', path, `safe: one of ${Object.keys(operations).join(', ')}`, 'none');
    }
    return;
  }
  const operation = Object.hasOwn(operations, device.safe) ? operations[device.safe] : undefined;
  if (operation === undefined) {
    report.unknown('UNKNOWN_OPERATION', [...path, 'safe'], device.safe, Object.keys(operations));
    return;
  }
  const needed = neededParameters(operation.parameters ?? {});
  if (needed !== '') report.add('NEEDS_PARAMETERS', [...path, 'safe'], 'no parameters without a default', needed);
}

/** Names of the parameters that have no default. */
export function neededParameters(parameters: Readonly<Record<string, ParameterDefinition>>): string {
  return Object.entries(parameters)
    .filter(([, definition]) => definition.default === undefined)
    .map(([name]) => name)
    .join(', ');
}

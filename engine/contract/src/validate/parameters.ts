/** Checks the parameters of an operation; the same on both sides of the contract. */
import { COMMON_OPERATIONS } from '../drivers.ts';
import type { DeviceDefinition, ParameterDefinition } from '../room/controller.ts';

/** The parameters that an operation takes, by name; `op` apart. */
export type OperationParameters = Readonly<Record<string, ParameterDefinition>>;
/** What a device can do, by `op`. */
export type Operations = ReadonlyMap<string, OperationParameters>;

const FLAG: ParameterDefinition = { type: 'boolean' };
const NONE: OperationParameters = {};

/** Every operation that a device answers to: its own, and those that all devices have. */
export function deviceOperations(device: DeviceDefinition): Operations {
  const operations = new Map<string, OperationParameters>();
  for (const [name, common] of Object.entries(COMMON_OPERATIONS)) {
    if (device.commissioning === false && name !== 'reset_safety') continue;
    operations.set(name, Object.fromEntries(common.args.map((argument) => [argument, FLAG])));
  }
  for (const [name, operation] of Object.entries(device.operations ?? {})) {
    operations.set(name, operation.parameters ?? NONE);
  }
  return operations;
}

/** Why parameters are refused: what was expected and what was seen. */
export interface ParameterFault {
  readonly parameter: string;
  readonly expected: string;
  readonly seen: string;
}

/**
 * The first fault of `parameters` (with `op`, which is not looked at) against what the operation takes; undefined when all is
 * well. A parameter without a default must be there; one that the operation does not know is a fault. `colors`: the
 * room's colour names.
 */
export function checkParameters(
  definitions: OperationParameters,
  parameters: Readonly<Record<string, unknown>>,
  colors: Readonly<Record<string, unknown>>,
): ParameterFault | undefined {
  for (const name of Object.keys(parameters)) {
    if (name !== 'op' && !Object.hasOwn(definitions, name)) {
      const known = Object.keys(definitions).join(', ');
      return { parameter: name, expected: known === '' ? 'no parameters' : `one of ${known}`, seen: name };
    }
  }
  for (const name of Object.keys(definitions)) {
    const definition = definitions[name];
    if (definition === undefined) continue;
    const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    if (value === undefined && definition.default !== undefined) continue;
    const expected = value === undefined ? 'a value' : expectation(definition, value, colors);
    if (expected !== undefined) return { parameter: name, expected, seen: describe(value) };
  }
  return undefined;
}

/** What a value should have been; undefined when it is right. */
export function expectation(
  definition: ParameterDefinition,
  value: unknown,
  colors: Readonly<Record<string, unknown>>,
): string | undefined {
  switch (definition.type) {
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'true or false';
    case 'color':
      if (typeof value === 'string' && (Object.hasOwn(colors, value) || /^#[0-9a-f]{6}$/.test(value))) return undefined;
      return `a colour of the room's (${Object.keys(colors).join(', ')}) or "#rrggbb"`;
    case 'enum': {
      const words = definition.values ?? {};
      if (typeof value === 'string' && Object.hasOwn(words, value)) return undefined;
      return `one of ${Object.keys(words).join(', ')}`;
    }
    case 'integer':
      return Number.isSafeInteger(value) && inRange(definition, value) ? undefined : `an integer ${range(definition)}`;
    case 'number':
      return Number.isFinite(value) && inRange(definition, value) ? undefined : `a number ${range(definition)}`;
  }
}

function inRange(definition: ParameterDefinition, value: unknown): boolean {
  if (typeof value !== 'number') return false;
  return (
    (definition.minimum === undefined || value >= definition.minimum) &&
    (definition.maximum === undefined || value <= definition.maximum)
  );
}

function range(definition: ParameterDefinition): string {
  return `from ${definition.minimum ?? 'any'} to ${definition.maximum ?? 'any'}`;
}

/** A value in few words, for a message. */
export function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

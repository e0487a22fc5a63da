/** Parameters of an operation against its definition: the engine refuses what the controller would refuse. */
import type { ParameterDefinition } from '@understudy/contract';
import type { CompiledOperation } from './compiled-room.ts';

/** What is wrong with the parameters, for people; null when nothing is. */
export function checkParameters(
  operation: CompiledOperation,
  parameters: Readonly<Record<string, unknown>>,
  colors: Readonly<Record<string, string>> | undefined,
): string | null {
  for (const name of Object.keys(parameters)) {
    if (name !== 'op' && !operation.parameters.has(name)) return `unknown parameter ${name}`;
  }
  for (const [name, definition] of operation.parameters) {
    const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    if (value === undefined) {
      if (definition.default === undefined) return `missing parameter ${name}`;
    } else if (!fits(definition, value, colors)) {
      return `${name} is ${JSON.stringify(value)}`;
    }
  }
  return null;
}

function fits(definition: ParameterDefinition, value: unknown, colors: Readonly<Record<string, string>> = {}): boolean {
  switch (definition.type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'enum':
      return typeof value === 'string' && Object.hasOwn(definition.values ?? {}, value);
    case 'color':
      return typeof value === 'string' && Object.hasOwn(colors, value);
    case 'integer':
    case 'number':
      if (typeof value !== 'number' || (definition.type === 'integer' && !Number.isInteger(value))) return false;
      return value >= (definition.minimum ?? -Infinity) && value <= (definition.maximum ?? Infinity);
  }
}

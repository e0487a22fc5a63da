/** Parameters of an operation, as an operator may give them. */
import type { OperationDefinition, ParameterDefinition } from '@understudy/contract';
import fc from 'fast-check';
import { valueIn } from './numbers.ts';

/** One value for each parameter, of its type and within its range. */
export function parametersArbitrary(operation: OperationDefinition): fc.Arbitrary<Record<string, unknown>> {
  const drawn: Record<string, fc.Arbitrary<unknown>> = {};
  for (const [name, definition] of Object.entries(operation.parameters ?? {})) drawn[name] = parameter(definition);
  return fc.record(drawn);
}

function parameter({ type, minimum = 0, maximum = 100, values, default: usual }: ParameterDefinition) {
  if (type === 'boolean') return fc.boolean();
  if (type === 'enum') return fc.constantFrom(...Object.keys(values ?? { '': 0 }));
  if (type === 'color') return fc.constantFrom('#ff0000', '#00ff00', '#0000ff', '#ffffff', '#000000');
  const range = { min: minimum, max: maximum, default: typeof usual === 'number' ? usual : minimum };
  return valueIn({ ...range, ...(type === 'integer' && { whole: true }) });
}

/** Reads a scenario file for a room: its YAML, its form, its names. */
import { explainSchema, type Room, type SchemaProblem } from '@understudy/contract';
import { type Complaint, refuse } from '../map/yaml-list.ts';
import type { ScenarioText } from './file.ts';
import { locateYaml } from './located-yaml.ts';
import { Resolver } from './resolve.ts';
import { SCENARIO_FILE_SCHEMA } from './schema.ts';
import type { BenchScenario, Step } from './steps.ts';

export interface ScenarioSource {
  /** Its name, for complaints. */
  readonly file: string;
  readonly text: string;
  /** Of the room; in place of the file's own. */
  readonly controller?: string;
}

const CODES: Readonly<Record<SchemaProblem['code'], Complaint['code']>> = {
  SCHEMA_MISSING: 'YAML_MISSING_KEY',
  SCHEMA_UNKNOWN: 'YAML_UNKNOWN_KEY',
  SCHEMA_KEY: 'YAML_UNKNOWN_KEY',
  SCHEMA_TYPE: 'YAML_BAD_VALUE',
  SCHEMA_VALUE: 'YAML_BAD_VALUE',
};
const AT_KEY: readonly Complaint['code'][] = ['YAML_UNKNOWN_KEY'];

/** @throws ConfigurationError with `file:line:column` of each thing that is wrong */
export function readBenchScenario(room: Room, source: ScenarioSource): BenchScenario {
  const yaml = locateYaml(source.text);
  refuse(source.file, yaml.complaints);
  const tell = (code: Complaint['code'], pointer: string, expected: string, seen: string): Complaint => ({
    code,
    ...yaml.place(pointer, AT_KEY.includes(code)),
    expected,
    seen,
  });
  refuse(
    source.file,
    explainSchema(SCENARIO_FILE_SCHEMA, yaml.value).map(({ code, pointer, expected, seen }) =>
      tell(CODES[code], pointer, expected, seen),
    ),
  );
  const text = yaml.value as ScenarioText;
  const id = source.controller ?? text.controller ?? '';
  const definition = room.controllers.find(({ controller }) => controller === id);
  if (definition === undefined) {
    const known = room.controllers.map(({ controller }) => controller).join(', ');
    refuse(source.file, [tell('YAML_BAD_VALUE', '/controller', `one of ${known}`, id || 'none')]);
    throw new Error('refused above');
  }
  const complaints: Complaint[] = [];
  const resolver = new Resolver(room, definition, text, (pointer, expected, seen) =>
    complaints.push(tell('YAML_BAD_VALUE', pointer, expected, seen)),
  );
  const initial = (text.initial ?? []).flatMap((set, index) => {
    const wire = resolver.input(set, `/initial/${index}`);
    return wire === undefined ? [] : [{ wire, value: Number(set.value) }];
  });
  const steps = resolver.steps(text.steps, '/steps');
  refuse(source.file, complaints);
  const { name, description, platforms, fixtures, seed = 0 } = text;
  return {
    ...{ name, definition, wires: resolver.wires, seed, initial, steps, longestMs: longestMs(steps) },
    ...(description !== undefined && { description }),
    ...(platforms !== undefined && { platforms }),
    ...(fixtures !== undefined && { fixtures }),
  };
}

function longestMs(steps: readonly Step[]): number {
  const us = steps.reduce((sum, step) => sum + longestUs(step), 0);
  return Math.ceil(us / 1000);
}

function longestUs(step: Step): number {
  if ('timeoutUs' in step) return step.timeoutUs;
  switch (step.kind) {
    case 'delay':
      return step.us;
    case 'power':
    case 'silence':
      return step.forUs;
    case 'expect-safe-state':
      return step.withinUs;
    default:
      return 0;
  }
}

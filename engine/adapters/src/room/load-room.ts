/** Loads a room's folder. A room with any problem does not load; every problem says where it is. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  CalibrationDefinition,
  ControllerDefinition,
  calibrated,
  checkRoom,
  expectedName,
  explainSchema,
  GraphDefinition,
  type KnownModels,
  ObjectivesDefinition,
  PhysicsDefinition,
  PlayerDefinition,
  ReadyDefinition,
  ROOM_FILES,
  type Room,
  RoomManifest,
  type RoomProblem,
  type RoomProblemCode,
  RulesDefinition,
  roomProblem,
} from '@understudy/contract';
import { type LocatedProblem, readYaml, type YamlFile } from './yaml-file.ts';

export type LoadRoomResult =
  | { readonly ok: true; readonly room: Room }
  | { readonly ok: false; readonly problems: readonly LocatedProblem[] };

/** A file of a room is text that people wrote: beyond a mebibyte it is something else. */
const MAX_FILE_BYTES = 1024 * 1024;
/** Problems that concern a key rather than its value. */
const AT_KEY: ReadonlySet<RoomProblemCode> = new Set<RoomProblemCode>([
  'SCHEMA_UNKNOWN',
  'SCHEMA_KEY',
  'UNKNOWN_ROLE',
  'UNKNOWN_PARAM',
  'UNKNOWN_ARGUMENT',
  'UNREACHABLE_NODE',
  'DUPLICATE_DEVICE',
  'DUPLICATE_PLANT',
]);

/**
 * Reads room.yaml, graph.yaml, objectives.yaml, rules.yaml, controllers/*.yaml and physics/*.yaml below `folder`, with
 * ready.yaml and players/*.yaml where there are some. `models`: the plant models that exist (see checkRoom). Never throws.
 */
export async function loadRoom(folder: string, models?: KnownModels): Promise<LoadRoomResult> {
  const loader = new Loader(folder);
  const entries = await loader.list('');
  if (loader.problems.length > 0) return { ok: false, problems: loader.problems };
  const manifest = await loader.read<RoomManifest>(ROOM_FILES.manifest, RoomManifest);
  const graph = await loader.read<GraphDefinition>(ROOM_FILES.graph, GraphDefinition);
  const objectives = await loader.read<ObjectivesDefinition>(ROOM_FILES.objectives, ObjectivesDefinition);
  const rules = await loader.read<RulesDefinition>(ROOM_FILES.rules, RulesDefinition);
  const ready = entries.includes(ROOM_FILES.ready)
    ? await loader.read<ReadyDefinition>(ROOM_FILES.ready, ReadyDefinition)
    : undefined;
  const calibration = entries.includes(ROOM_FILES.calibration)
    ? await loader.read<CalibrationDefinition>(ROOM_FILES.calibration, CalibrationDefinition)
    : undefined;
  const controllers = await loader.readFolder<ControllerDefinition>('controllers', ControllerDefinition);
  const physics = await loader.readFolder<PhysicsDefinition>('physics', PhysicsDefinition);
  const players = entries.includes('players')
    ? await loader.readFolder<PlayerDefinition>('players', PlayerDefinition)
    : [];
  if (calibration !== undefined)
    loader.checkCalibration(
      calibration.value,
      physics.map(({ value }) => value),
      models,
    );
  const known = [
    ROOM_FILES.calibration,
    ROOM_FILES.manifest,
    ROOM_FILES.graph,
    ROOM_FILES.objectives,
    ROOM_FILES.rules,
    ROOM_FILES.ready,
  ];
  for (const name of entries) {
    if (/\.ya?ml$/.test(name) && !known.some((file) => file === name)) {
      loader.report('FILE_UNKNOWN', name, `one of ${known.join(', ')}`, name);
    }
  }
  const { problems } = loader;
  if (problems.length > 0 || !manifest || !graph || !objectives || !rules) return { ok: false, problems };
  for (const { file, value } of controllers) loader.checkName(file, 'controller', value.controller);
  for (const { file, value } of physics) loader.checkName(file, 'controller', value.controller);
  const room: Room = {
    manifest: manifest.value,
    controllers: controllers.map(({ value }) => value),
    graph: graph.value,
    objectives: objectives.value,
    rules: rules.value,
    physics: calibrated(
      physics.map(({ value }) => value),
      calibration?.value ?? { measured: [] },
    ),
    players: Object.fromEntries(players.map(({ file, value }) => [basename(file, '.yaml'), value])),
    ...(ready !== undefined && { ready: ready.value }),
  };
  // What an anchor shares is broken once, however often it is used.
  const told = new Set(problems.map(formatProblem));
  for (const problem of checkRoom(room, models).map((each) => loader.locate(each))) {
    const line = formatProblem(problem);
    if (!told.has(line)) problems.push(problem);
    told.add(line);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, room };
}

/** One line for people: `controllers/clock.yaml:12:7 UNKNOWN_DRIVER ...`. */
export function formatProblem(problem: LocatedProblem): string {
  return `${problem.file}:${problem.line}:${problem.column} ${problem.code} ${problem.message}`;
}

interface Read<T> {
  readonly file: string;
  readonly value: T;
}

class Loader {
  readonly problems: LocatedProblem[] = [];
  private readonly folder: string;
  private readonly files = new Map<string, YamlFile>();

  constructor(folder: string) {
    this.folder = folder;
  }

  report(code: RoomProblemCode, file: string, expected: string, seen: string, pointer = ''): void {
    this.problems.push(this.locate(roomProblem(code, file, pointer, expected, seen)));
  }

  locate(problem: RoomProblem): LocatedProblem {
    const place = this.files.get(problem.file)?.locate(problem.pointer, AT_KEY.has(problem.code));
    return { ...problem, line: place?.line ?? 1, column: place?.column ?? 1 };
  }

  /** Names in a folder, in an order that does not depend on the machine. */
  async list(name: string): Promise<readonly string[]> {
    try {
      return (await readdir(join(this.folder, name))).sort();
    } catch (error) {
      this.report('FILE_UNREADABLE', name === '' ? this.folder : `${name}/`, 'a folder', reasonOf(error));
      return [];
    }
  }

  async readFolder<T>(name: string, schema: object): Promise<readonly Read<T>[]> {
    const read: Read<T>[] = [];
    for (const entry of await this.list(name)) {
      const file = `${name}/${entry}`;
      if (!/^[a-z][a-z0-9_]*\.yaml$/.test(entry)) {
        this.report('FILE_UNKNOWN', file, 'a file named like lever_boiler.yaml', entry);
        continue;
      }
      const one = await this.read<T>(file, schema);
      if (one !== undefined) read.push(one);
    }
    return read;
  }

  /** Reads and checks one file against its schema; undefined when it has a problem, which is then reported. */
  async read<T>(file: string, schema: object): Promise<Read<T> | undefined> {
    const text = await this.text(file);
    if (text === undefined) return undefined;
    const yaml = readYaml(file, text);
    this.files.set(file, yaml);
    this.problems.push(...yaml.problems);
    if (yaml.problems.length > 0) return undefined;
    const departures = explainSchema(schema, yaml.value);
    for (const { code, pointer, expected, seen } of departures) this.report(code, file, expected, seen, pointer);
    return departures.length > 0 ? undefined : { file, value: yaml.value as T };
  }

  checkName(file: string, member: string, id: string): void {
    const name = basename(file, '.yaml');
    if (name !== id) this.report('FILE_NAME', file, name, id, `/${member}`);
    const yaml = this.files.get(file);
    const byId = file.replace(`/${name}.yaml`, `/${id}.yaml`);
    if (yaml !== undefined && !this.files.has(byId)) this.files.set(byId, yaml);
  }

  /** Plants and parameters that are measured must be there: a slip of the pen would change nothing, in silence. */
  checkCalibration(
    { measured }: CalibrationDefinition,
    physics: readonly PhysicsDefinition[],
    models: KnownModels | undefined,
  ): void {
    const plants = new Map(physics.flatMap((file) => Object.entries(file.plants)));
    measured.forEach(({ plant, parameter, value }, index) => {
      const at = `/measured/${index}`;
      const definition = plants.get(plant);
      const report = (code: RoomProblemCode, expected: string, seen: string, member: string): void =>
        this.report(code, ROOM_FILES.calibration, expected, seen, `${at}/${member}`);
      if (definition === undefined) {
        report('UNKNOWN_PLANT', expectedName(plant, [...plants.keys()]), plant, 'plant');
        return;
      }
      const params = models?.plants[definition.model]?.params;
      if (params === undefined) return;
      const range = Object.hasOwn(params, parameter) ? params[parameter] : undefined;
      if (range === undefined) {
        report('UNKNOWN_PARAM', expectedName(parameter, Object.keys(params)), parameter, 'parameter');
      } else if (value < range.min || value > range.max) {
        report('PARAM_RANGE', `${range.min} to ${range.max}`, `${value}`, 'value');
      }
    });
  }

  private async text(file: string): Promise<string | undefined> {
    const path = join(this.folder, file);
    try {
      const { size } = await stat(path);
      if (size > MAX_FILE_BYTES) {
        this.report('FILE_UNREADABLE', file, `at most ${MAX_FILE_BYTES} bytes`, `${size}`);
        return undefined;
      }
      return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
    } catch (error) {
      const missing = reasonOf(error).startsWith('ENOENT');
      this.report(
        missing ? 'FILE_MISSING' : 'FILE_UNREADABLE',
        file,
        'a text file',
        missing ? 'none' : reasonOf(error),
      );
      return undefined;
    }
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

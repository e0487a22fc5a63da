/** The controllers of a room as they are: safe at power-on, every device answers, every command ends. */
import {
  type ControllerDefinition,
  type DeviceDefinition,
  DRIVERS,
  type Driver,
  type OperationDefinition,
  type ParameterDefinition,
} from '@understudy/contract';
import { type Case, must, same } from '../case.ts';
import { Generators } from '../generators.ts';
import { KEY } from '../order.ts';
import type { Rig } from '../rig.ts';

/** A controller of a room with its compiled table, which holds the room's colours. */
export interface InstalledController {
  readonly definition: ControllerDefinition;
  readonly table: Uint8Array;
}

/** Greatest argument given, either way: a hand of a clock is a while under way. */
const MOST_GIVEN = 10_000;
/** Time-outs of the largest mechanisms, and a margin. */
const LONGEST_MS = 180_000;
/** When fades and drives that a safe state starts have ended. */
const SETTLED_MS = 10_000;

const deviceIds = ({ controller, devices }: ControllerDefinition): string[] =>
  Object.keys(devices).map((key) => `${controller}_${key}`);

interface WiredPin {
  readonly pin: number;
  readonly critical: boolean;
  readonly input: boolean;
}

/** Every pin that a unit has, serial inputs apart: those hold what is sent to them. */
function wiredPins({ devices }: ControllerDefinition): readonly WiredPin[] {
  const drivers: Readonly<Record<string, Driver>> = DRIVERS;
  return Object.values(devices).flatMap(({ units, safetyClass }) =>
    Object.values(units).flatMap(({ driver, pins }) =>
      Object.entries(pins ?? {}).flatMap(([name, pin]) => {
        const role = drivers[driver]?.pins[name];
        if (role === undefined || role.signal === 'bytes') return [];
        return [{ pin, critical: safetyClass === 'CRITICAL', input: role.direction === 'in' }];
      }),
    ),
  );
}

/** Power on with every input high. */
async function powerOn(rig: Rig, { definition, table }: InstalledController, chain: 0 | 1): Promise<void> {
  rig.erase();
  rig.generators = new Generators();
  for (const { pin, input } of wiredPins(definition)) if (input) rig.put(pin, 1);
  rig.put(definition.estopPin, chain);
  rig.forget();
  await rig.bootTable(table, KEY);
  same('published at boot', rig.messages, []);
  await rig.link(true);
  const states = rig.messages
    .filter(({ topic }) => topic.endsWith('/state'))
    .map(({ topic }) => topic.split('/').at(-2));
  same('states', states, deviceIds(definition));
}

const levels = (rig: Rig, { definition }: InstalledController): Record<number, number> =>
  Object.fromEntries(wiredPins(definition).map(({ pin }) => [pin, rig.level(pin)]));
/** Step generators of critical devices that run. */
const turning = (rig: Rig, { definition }: InstalledController): number[] =>
  wiredPins(definition).flatMap(({ pin, critical }) => (critical && rig.generators?.turns(pin) === true ? [pin] : []));

const safe = (installed: InstalledController): Case => ({
  name: `rooms: ${installed.definition.controller} boots to the state that its E-stop drives, and turns nothing`,
  run: async (rig) => {
    await powerOn(rig, installed, 0);
    same('turning', turning(rig, installed), []);
    await rig.live(SETTLED_MS);
    const atBoot = levels(rig, installed);
    await powerOn(rig, installed, 1);
    await rig.set(installed.definition.estopPin, 0);
    same('turning', turning(rig, installed), []);
    await rig.live(SETTLED_MS);
    same('outputs', levels(rig, installed), atBoot);
    for (const id of deviceIds(installed.definition)) {
      same(id, rig.safety(id), { kind: 'E_STOP', reason_code: 'ESTOP_OPEN', latched: true });
    }
  },
});

const answers = (installed: InstalledController): Case => ({
  name: `rooms: ${installed.definition.controller} answers for every device, and falls to safe idle without its engine`,
  run: async (rig) => {
    const { definition } = installed;
    await powerOn(rig, installed, 1);
    for (const [key, device] of Object.entries(definition.devices)) {
      const id = `${definition.controller}_${key}`;
      const expected = device.commissioning === false ? ['INVALID_PARAMS'] : ['ACCEPTED', 'COMPLETED'];
      same(id, await rig.order(id, 'request_status'), expected);
      if (device.commissioning !== false) same(`${id}: state`, rig.of(`/${id}/state`).length, 1);
    }
    const limit = definition.engineHeartbeatLimitMs ?? 12_000;
    await rig.beat();
    await rig.pass(limit - 1);
    for (const id of deviceIds(definition))
      must(id, !text(rig.safety(id)).includes('ENGINE_SILENT'), 'not silent yet', rig.safety(id));
    await rig.pass(1);
    for (const id of deviceIds(definition))
      must(id, !text(rig.safety(id)).includes('"SAFE"'), 'blocked', rig.safety(id));
    same('turning', turning(rig, installed), []);
  },
});

/** The n-th operation of each device, one after the other; every one that is accepted must end by itself. */
async function round(rig: Rig, { definition }: InstalledController, index: number): Promise<void> {
  const pending = new Map<string, string>();
  rig.forget();
  for (const [key, device] of Object.entries(definition.devices)) {
    const found = Object.entries(device.operations ?? {})[index];
    if (found === undefined) continue;
    const [name, operation] = found;
    const id = `${definition.controller}_${key}`;
    pending.set(await rig.dispatch(id, name, argumentsOf(operation, index)), `${id} ${name}`);
  }
  const settle = (): void => {
    for (const { status, command_id } of rig.of('/ack')) if (status !== 'ACCEPTED') pending.delete(String(command_id));
    rig.forget();
  };
  settle();
  for (let ms = 0; pending.size > 0 && ms < LONGEST_MS; ms += 5000) {
    await rig.live(5000);
    settle();
  }
  same('commands that never ended', [...pending.values()], []);
}

const ends = (installed: InstalledController): Case => ({
  name: `rooms: ${installed.definition.controller} ends every command that it accepts, with sensors that say nothing`,
  run: async (rig) => {
    await powerOn(rig, installed, 1);
    const most = Math.max(...Object.values(installed.definition.devices).map(operationCount));
    for (let index = 0; index < most; index += 1) await round(rig, installed, index);
  },
});

const operationCount = ({ operations }: DeviceDefinition): number => Object.keys(operations ?? {}).length;

/** A value of its range for each parameter: the least and the greatest in turn. */
function argumentsOf({ parameters }: OperationDefinition, index: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(parameters ?? {}).map(([name, parameter]) => [name, valueFor(parameter, index)]),
  );
}
function valueFor({ type, minimum, maximum, values }: ParameterDefinition, index: number): unknown {
  switch (type) {
    case 'integer':
    case 'number':
      return index % 2 === 0 ? Math.min(maximum ?? 1, MOST_GIVEN) : Math.max(minimum ?? 0, -MOST_GIVEN);
    case 'boolean':
      return true;
    case 'color':
      return '#102030';
    case 'enum':
      return Object.keys(values ?? {})[0];
  }
}

const text = (value: unknown): string => JSON.stringify(value) ?? '';

/** The cases of a room's controllers. */
export function roomCases(controllers: readonly InstalledController[]): readonly Case[] {
  return controllers.flatMap((installed) => [safe(installed), answers(installed), ends(installed)]);
}

/** A room without an engine: orders go straight to the controllers, and the test decides whether the engine still beats. */
import { fileURLToPath } from 'node:url';
import { loadRoom } from '@understudy/adapters';
import {
  coreTopic,
  createSigner,
  type DeviceDefinition,
  deviceTopic,
  encodeCommand,
  type OperationDefinition,
  type Room,
  type Signer,
} from '@understudy/contract';
import { buildFirmware } from '@understudy/firmware';
import { CIRCUIT_MODELS, type FirmwareModule, MODELS, type Truth } from '@understudy/sim-devices';
import { World } from '@understudy/twin';
import { developmentKey, firmwareSet } from '../src/index.ts';

const path = (relative: string) => fileURLToPath(new URL(`../../${relative}`, import.meta.url));
const SEED = 7;
const MS = 1000;
const BEAT_MS = 5000;
const VERBS_THAT_DRIVE: readonly string[] = [
  'forward',
  'reverse',
  'lock',
  'on',
  'pulse',
  'set',
  'start',
  'open',
  'set_volume',
];

/** Clockwork as loaded from its folder, and the real firmware. */
export async function loadClockwork(): Promise<{ readonly room: Room; readonly firmware: FirmwareModule }> {
  const loaded = await loadRoom(path('rooms/clockwork'), { plants: MODELS, circuits: CIRCUIT_MODELS });
  if (!loaded.ok) throw new Error(loaded.problems.map((problem) => JSON.stringify(problem)).join('\n'));
  const { wasm } = await buildFirmware({ cacheDir: path('.cache/firmware') });
  return { room: loaded.room, firmware: new WebAssembly.Module(wasm as Uint8Array<ArrayBuffer>) };
}

/** The operation of a device that starts a verb of a unit. */
export function operationWith(
  operations: Readonly<Record<string, OperationDefinition>> | undefined,
  unit: string,
  verb: string,
): string | undefined {
  return Object.entries(operations ?? {}).find(
    ([, operation]) => operation.unit === unit && operation.verb === verb,
  )?.[0];
}

/** An operation of a device's unit that brings something under current, with parameters that switch it on. */
export function drivingOrder(
  device: DeviceDefinition,
  unit: string,
  verbs?: readonly string[],
): { readonly op: string; readonly parameters: Readonly<Record<string, unknown>> } | undefined {
  const definition = device.units[unit];
  // A bolt that current draws back is driven when it is unlocked.
  const drawn = definition?.driver === 'lock' && definition.params?.energisedLocks === 0;
  const driving = verbs ?? (drawn ? ['unlock'] : VERBS_THAT_DRIVE);
  const found = Object.entries(device.operations ?? {}).find(
    ([, operation]) => operation.unit === unit && driving.includes(operation.verb),
  );
  if (found === undefined) return undefined;
  const parameters: Record<string, unknown> = {};
  for (const [name, { type, maximum }] of Object.entries(found[1].parameters ?? {})) {
    parameters[name] = type === 'boolean' ? true : maximum;
  }
  return { op: found[0], parameters };
}

/**
 * The room with one controller and what hangs on it, every rail on: a bench asks what that controller and the wires do alone,
 * and is made anew for each of thousands of cases.
 */
export function benchRoom(room: Room, focus: string): Room {
  const controllers = new Set([focus]);
  const physicsOf = (id: string) => room.physics.filter(({ controller }) => controller === id);
  const home = (plant: string) => room.physics.find(({ plants }) => Object.hasOwn(plants, plant))?.controller ?? focus;
  for (const id of controllers) {
    for (const { plants } of physicsOf(id)) {
      for (const { blockedBy = [] } of Object.values(plants))
        for (const plant of blockedBy) controllers.add(home(plant));
    }
  }
  const physics = [...controllers].flatMap(physicsOf).map(({ controller, plants }) => ({
    controller,
    plants: Object.fromEntries(
      Object.entries(plants).map(([id, { supply: _supply, ...plant }]) => [
        id,
        { ...plant, params: unrailed(plant.params) },
      ]),
    ),
  }));
  const known = new Set(physics.flatMap(({ plants }) => Object.keys(plants)));
  const { circuits } = room.manifest;
  const buttons = Object.fromEntries(
    Object.entries(circuits.egress.buttons).map(([id, button]) => [
      id,
      { ...button, releases: button.releases.filter((plant) => known.has(plant)) },
    ]),
  );
  return {
    ...room,
    manifest: { ...room.manifest, circuits: { ...circuits, egress: { ...circuits.egress, buttons } } },
    controllers: room.controllers.filter(({ controller }) => controllers.has(controller)),
    physics,
  };
}

/** A lamp without a rail has no battery that would take over from it. */
function unrailed(params: Readonly<Record<string, number>> = {}): Record<string, number> {
  const { emergencyLevel: _emergencyLevel, ...rest } = params;
  return rest;
}

export class SafetyBench {
  readonly world: World;
  /** Final answers to orders, in order: COMPLETED, or the reason why not. */
  readonly ends: string[] = [];
  /** What each device said last of its state. */
  readonly states = new Map<string, Readonly<Record<string, unknown>>>();
  /** Whether the engine's heartbeat is heard. It says nothing else. */
  engineAlive = true;
  readonly #room: Room;
  readonly #signer: Signer;
  #sequence = 0;
  #nextBeatMs = 0;

  constructor(room: Room, firmware: FirmwareModule) {
    this.#room = room;
    this.#signer = createSigner(developmentKey(SEED));
    this.world = new World({ room, firmware: firmwareSet(room, firmware, SEED), seed: SEED });
    this.world.listener = {
      publish: (_controller, topic, payload) => {
        if (topic.endsWith('/state')) {
          const { state } = JSON.parse(payload) as { readonly state?: Readonly<Record<string, unknown>> };
          this.states.set(topic.split('/').at(-2) ?? '', state ?? {});
        }
        if (!topic.endsWith('/ack')) return;
        const ack = JSON.parse(payload) as { readonly status: string; readonly reason_code?: string };
        if (ack.status !== 'ACCEPTED') this.ends.push(ack.reason_code ?? ack.status);
      },
    };
    for (let index = 0; index < room.controllers.length; index += 1) this.world.link(index, true);
  }

  get nowMs(): number {
    return this.world.nowUs / MS;
  }

  controllerIndex(controller: string): number {
    return this.world.controllerIds.indexOf(controller);
  }

  truth(plant: string): Truth {
    const truth = this.world.truth(plant);
    if (truth === undefined) throw new Error(`no plant ${plant}`);
    return truth;
  }

  order(controller: string, key: string, op: string, parameters: Readonly<Record<string, unknown>> = {}): void {
    this.#sequence += 1;
    const { room } = this.#room.manifest;
    const tail = this.#sequence.toString(16).padStart(12, '0');
    const payload = encodeCommand(this.#signer, {
      room_id: room,
      device_id: `${controller}_${key}`,
      command_id: `00000000-0000-4000-8000-${tail}`,
      correlation_id: `00000000-0000-4000-9000-${tail}`,
      sequence: this.#sequence,
      issued_at_unix_ms: 1_767_600_000_000 + this.#sequence,
      action: 'SET',
      parameters: { ...parameters, op },
      safety_class: 'CRITICAL',
      epoch: 1,
    });
    this.world.deliver(this.controllerIndex(controller), deviceTopic(room, `${controller}_${key}`, 'cmd'), payload, 0);
  }

  /** Lets `ms` pass, with the engine's beats while it is alive. */
  pass(ms: number): void {
    const endMs = this.nowMs + ms;
    while (this.engineAlive && this.#nextBeatMs <= endMs) {
      this.world.advance(this.#nextBeatMs * MS);
      this.#beat();
      this.#nextBeatMs += BEAT_MS;
    }
    this.world.advance(endMs * MS);
  }

  /** Lets time pass until `seen`, looking every `everyMs`. Returns the ms that passed; throws after `limitMs`. */
  passUntil(seen: () => boolean, limitMs: number, everyMs = 10): number {
    const startMs = this.nowMs;
    while (!seen()) {
      if (this.nowMs - startMs > limitMs) throw new Error(`expected it within ${limitMs} ms`);
      this.pass(everyMs);
    }
    return this.nowMs - startMs;
  }

  #beat(): void {
    const { room } = this.#room.manifest;
    const text = JSON.stringify({ schema: 'v8', room_id: room, uptime_ms: Math.floor(this.nowMs), epoch: 1 });
    const topic = coreTopic(room, 'heartbeat');
    for (let index = 0; index < this.#room.controllers.length; index += 1) this.world.deliver(index, topic, text, 0);
  }
}

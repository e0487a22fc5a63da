/** How long the free-running M7 takes from a command's last byte to the last byte of its ACCEPTED, by its own clock. */
import {
  type ControllerDefinition,
  compileTable,
  coreTopic,
  createSigner,
  deviceTopic,
  encodeCommand,
  encodeUtf8,
  LIMITS,
  type OperationDefinition,
} from '@understudy/contract';
import { Board } from '../link/board.ts';
import { LinkError } from '../link/errors.ts';
import { fromUtf8 } from '../link/payload.ts';
import { startEmulator } from './emulator.ts';

export interface AcceptLatencyOptions {
  /** The image, as an ELF file (`buildM7`). */
  readonly elf: string;
  /** Commands to measure; each is signed, and drives a relay. */
  readonly samples: number;
}

/** Guest µs between the interrupt of a command's last byte and the last byte of its ACCEPTED at the transmitter. */
export interface AcceptLatency {
  readonly samplesUs: readonly number[];
  /** Bytes of a command as it was sent. */
  readonly commandBytes: number;
}

const ROOM = 'latency';
const KEY = Uint8Array.from({ length: 32 }, (_, index) => index);
/** An engine that lives says so between so many commands. */
const COMMANDS_A_BEAT = 50;
/** Longest that an answer may take on this machine in ms. */
const ANSWER_MS = 20_000;

/**
 * Measures on an emulator of its own; one command at a time, to each device of a full controller in turn.
 * @throws LinkError when the emulator or the link fails, or a command is not ACCEPTED
 */
export async function measureAcceptLatency(options: AcceptLatencyOptions): Promise<AcceptLatency> {
  const emulator = startEmulator({ elf: options.elf });
  const board = new Board(emulator, 1);
  try {
    await board.hello;
    board.erase();
    board.pin(0, 1);
    await board.boot(compileTable({ room: ROOM }, fullController()), KEY, 0, 0);
    await board.link(true);
    return await measure(board, options.samples);
  } finally {
    board.close();
    await emulator.close();
  }
}

/** As many relays as a controller may have: a command's device is found last among them. */
function fullController(): ControllerDefinition {
  const operation = (verb: string): OperationDefinition => ({ unit: 'u', verb, parameters: {} });
  const relays = Array.from({ length: LIMITS.devicesPerController }, (_, index) => [
    `relay_${index}`,
    {
      title: 'relay',
      safetyClass: 'CRITICAL' as const,
      units: { u: { driver: 'relay' as const, pins: { out: index + 1 } } },
      operations: { on: operation('on'), off: operation('off') },
    },
  ]);
  return {
    controller: 'c',
    title: 'latency',
    zone: 'bench',
    heartbeatMs: 1000,
    estopPin: 0,
    devices: Object.fromEntries(relays),
  };
}

async function measure(board: Board, samples: number): Promise<AcceptLatency> {
  const signer = createSigner(KEY);
  const samplesUs: number[] = [];
  let commandBytes = 0;
  for (let index = 0; index < samples; index += 1) {
    if (index % COMMANDS_A_BEAT === 0) beat(board);
    const device = `c_relay_${index % LIMITS.devicesPerController}`;
    const id = `00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`;
    const payload = encodeUtf8(
      encodeCommand(signer, {
        room_id: ROOM,
        device_id: device,
        command_id: id,
        correlation_id: '00000000-0000-4000-8000-00000000c0de',
        sequence: index + 1,
        issued_at_unix_ms: 1767600000123,
        action: 'SET',
        safety_class: 'CRITICAL',
        epoch: 1,
        parameters: { op: index % 2 === 0 ? 'on' : 'off' },
      }),
    );
    commandBytes = payload.length;
    await accepted(board, id, () => board.publish({ topic: deviceTopic(ROOM, device, 'cmd'), payload, flags: 0 }));
    const { receivedUs, sentUs } = await board.timing();
    if (sentUs < receivedUs)
      throw new LinkError('LINK_PROTOCOL', `expected a time after ${receivedUs}, seen ${sentUs}`);
    samplesUs.push(sentUs - receivedUs);
  }
  return { samplesUs, commandBytes };
}

function beat(board: Board): void {
  const payload = encodeUtf8(`{"schema":"v8","room_id":"${ROOM}","uptime_ms":1,"epoch":1}`);
  board.publish({ topic: coreTopic(ROOM, 'heartbeat'), payload, flags: 0 });
}

/** Resolves when the first answer to this command is ACCEPTED. */
function accepted(board: Board, id: string, send: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (seen: string): void =>
      reject(new LinkError('LINK_PROTOCOL', `expected ACCEPTED for command ${id}, seen ${seen}`));
    const late = setTimeout(() => fail(`nothing in ${ANSWER_MS} ms`), ANSWER_MS);
    board.listener = {
      bus: ({ topic, payload }) => {
        const text = fromUtf8(payload);
        if (!topic.endsWith('/ack') || !text.includes(id)) return;
        clearTimeout(late);
        board.listener = {};
        if (text.includes('"status":"ACCEPTED"')) resolve();
        else fail(text);
      },
    };
    send();
  });
}

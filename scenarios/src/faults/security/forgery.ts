/** Commands that an attacker makes up. */
import { createSigner, deviceTopic, encodeCommand } from '@understudy/contract';
import { hashText, mix } from '@understudy/sim-devices';
import type { RoomIndex } from '../../monitors/room-index.ts';
import type { FaultContext } from '../fault-kind.ts';

/** Above every sequence that an engine comes to. */
const FAR_SEQUENCE = 1_000_000_000;
const UNIX_MS = 1_767_225_600_000;

/** Devices that can be told to do something without parameters. */
export function commandable(index: RoomIndex): readonly string[] {
  return [...index.devices.keys()].filter((device) => plainOperation(index, device) !== undefined);
}

function plainOperation(index: RoomIndex, device: string): string | undefined {
  const operations = Object.entries(index.devices.get(device)?.definition.operations ?? {});
  return operations.find(([, { parameters }]) => Object.keys(parameters ?? {}).length === 0)?.[0];
}

export interface Forged {
  readonly topic: string;
  readonly payload: string;
}

/** A well-formed command for the device, new to everybody, signed with `key`; undefined for one that is not commandable. */
export function forge(
  { session, index, seed }: FaultContext,
  device: string,
  key: Uint8Array,
  epoch: number,
): Forged | undefined {
  const op = plainOperation(index, device);
  if (op === undefined) return undefined;
  const room = index.room.manifest.room;
  const id = (salt: number): string => {
    const hex = [0, 1, 2, 3]
      .map((word) =>
        mix(seed ^ hashText(device), salt * 4 + word)
          .toString(16)
          .padStart(8, '0'),
      )
      .join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  };
  const payload = encodeCommand(createSigner(key), {
    room_id: room,
    device_id: device,
    command_id: id(1),
    correlation_id: id(2),
    sequence: FAR_SEQUENCE,
    issued_at_unix_ms: UNIX_MS + Math.floor(session.nowUs / 1000),
    action: 'SET',
    safety_class: index.devices.get(device)?.definition.safetyClass ?? 'CRITICAL',
    epoch,
    parameters: { op },
  });
  return { topic: deviceTopic(room, device, 'cmd'), payload };
}

/** A key that nobody has. */
export function otherKey({ session, seed }: FaultContext): Uint8Array {
  return session.firmware.key.map((byte, place) => byte ^ (mix(seed, place) & 0xff) ^ 0x5a);
}

/** The contract's vectors, made by an independent implementation, and the controller that they are put to. */
import { readFileSync } from 'node:fs';
import { type ControllerDefinition, encodeUtf8, fromHex, type OperationDefinition } from '@understudy/contract';

/** A signed command. */
export interface CommandVector {
  readonly key_hex: string;
  readonly command: Readonly<Record<string, unknown>>;
  readonly canonical: string;
  readonly mac_hex: string;
}
/** A payload and the reason code that it must be refused with, or ACCEPTED. */
export interface RejectVector {
  readonly name: string;
  readonly expected: string;
  readonly payload_utf8?: string;
  readonly payload_hex?: string;
  readonly context: {
    readonly key_hex: string;
    readonly device_id: string;
    readonly highest_epoch: number;
    readonly last_sequence: number;
    readonly operations: Readonly<Record<string, OperationDefinition['parameters']>>;
  };
}

/** All of `commands.jsonl`. */
export const commandVectors = (): readonly CommandVector[] => read('commands.jsonl');
/** All of `rejects.jsonl`. */
export const rejectVectors = (): readonly RejectVector[] => read('rejects.jsonl');

function read<T>(name: string): readonly T[] {
  return readFileSync(new URL(name, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

/** The command as it goes over the wire, without its signature: the parameters already canonical. */
export function wirePayload(vector: CommandVector): Uint8Array {
  const { parameters, ...fields } = vector.command;
  const raw = /\nparameters=(.*?)(\nepoch=\d+)?$/s.exec(vector.canonical)?.[1] ?? '';
  const head = JSON.stringify(fields).slice(0, -1);
  return encodeUtf8(parameters === undefined ? `${head}}` : `${head},"parameters":${raw}}`);
}

/** The payload of a reject vector, byte for byte. */
export function rejectPayload(vector: RejectVector): Uint8Array {
  return (
    (vector.payload_hex === undefined ? undefined : fromHex(vector.payload_hex)) ??
    encodeUtf8(vector.payload_utf8 ?? '')
  );
}

/** A controller with a relay on pin 1 behind every operation of the context: it takes one argument, or a constant. */
export function vectorDefinition(context: RejectVector['context']): ControllerDefinition {
  const operations = Object.entries(context.operations).map(([name, parameters]): [string, OperationDefinition] => {
    const [parameter] = Object.keys(parameters ?? {});
    const args = { on: parameter === undefined ? 1 : `$${parameter}` };
    return [name, { unit: 'u', verb: 'set', args, parameters: parameters ?? {} }];
  });
  const [owner = '', key = ''] = /^(lever_boiler)_(.*)$/.exec(context.device_id)?.slice(1) ?? [];
  const units = { u: { driver: 'relay', pins: { out: 1 } } };
  const device = { title: 'test', safetyClass: 'CRITICAL' as const, units, operations: Object.fromEntries(operations) };
  return { controller: owner, title: 'test', zone: 'lab', heartbeatMs: 1000, estopPin: 0, devices: { [key]: device } };
}

/** Payloads of commands: rightly signed ones, and ones that are wrong in a chosen way but signed all the same. */
import { canonicalCommand, canonicalJson, createSigner, encodeUtf8 } from '@understudy/contract';

/** Key of the golden vectors: bytes 00 to 1f. */
export const KEY = Uint8Array.from({ length: 32 }, (_, index) => index);
/** The room of every definition here. */
export const ROOM = 'clockwork';

const signer = createSigner(KEY);

/** What a command says; everything has a value that passes but the device, the sequence and the id. */
export interface Order {
  readonly device: string;
  readonly sequence: number;
  /** Last twelve hexadecimal digits of the command's id. */
  readonly id: number;
  readonly op?: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** The parameters' very bytes, in place of `op` and `parameters`. */
  readonly rawParameters?: string;
  readonly epoch?: number;
  readonly action?: 'OPEN' | 'CLOSE' | 'MOVE' | 'SET';
  readonly room?: string;
  readonly schema?: string;
  /** A MAC that is not the right one. */
  readonly badMac?: boolean;
  /** More members of the message, as JSON text that begins with a comma. */
  readonly extra?: string;
}

/** A command's id from a number. */
export const uuid = (id: number): string => `00000000-0000-4000-8000-${id.toString(16).padStart(12, '0')}`;

/** The payload's bytes. */
export function payloadOf(order: Order): Uint8Array {
  const parameters = order.rawParameters ?? canonicalJson({ ...order.parameters, op: order.op ?? 'noop' });
  const fields = {
    room_id: order.room ?? ROOM,
    device_id: order.device,
    command_id: uuid(order.id),
    correlation_id: uuid(0xc0de),
    sequence: order.sequence,
    issued_at_unix_ms: 1767600000123,
    action: order.action ?? 'SET',
    safety_class: 'CRITICAL' as const,
  };
  const mac = signer.macHex(
    canonicalCommand(order.epoch === undefined ? fields : { ...fields, epoch: order.epoch }, parameters),
  );
  const head = JSON.stringify({ schema: order.schema ?? 'v8', ...fields }).slice(0, -1);
  const epoch = order.epoch === undefined ? '' : `,"epoch":${order.epoch}`;
  const sent = order.badMac === true ? mac.replace(/./g, (digit) => (digit === '0' ? '1' : '0')) : mac;
  const auth = `{"alg":"HMAC-SHA256","mac_hex":"${sent}"}`;
  return encodeUtf8(`${head}${epoch},"parameters":${parameters}${order.extra ?? ''},"auth":${auth}}`);
}

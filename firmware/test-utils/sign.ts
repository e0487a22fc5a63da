/** Signs commands as the engine does. */
import { createHmac } from 'node:crypto';
import { TEST_KEY } from './fake-host.ts';

export interface Order {
  readonly device: string;
  readonly id?: string;
  readonly sequence: number;
  readonly op: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly epoch?: number;
  readonly action?: string;
}

let made = 0;

/** A UUID that no other order has. */
export function freshId(): string {
  made += 1;
  return `00000000-0000-4000-8000-${made.toString(16).padStart(12, '0')}`;
}

/** The signed payload of a command to a device of the room `clockwork`. */
export function signed(order: Order): string {
  const { op, ...rest } = { ...order.parameters, op: order.op };
  const sorted = Object.entries({ ...rest, op }).sort(([a], [b]) => (a < b ? -1 : 1));
  const parameters = JSON.stringify(Object.fromEntries(sorted));
  const fields = {
    schema: 'v8',
    room_id: 'clockwork',
    device_id: order.device,
    command_id: order.id ?? freshId(),
    correlation_id: '00000000-0000-4000-8000-000000000002',
    sequence: order.sequence,
    issued_at_unix_ms: 1767600000123,
    action: order.action ?? 'SET',
    safety_class: 'CRITICAL',
  };
  const lines = Object.entries(fields).map(([key, value]) => `${key}=${value}`);
  lines.push(`parameters=${parameters}`);
  if (order.epoch !== undefined) lines.push(`epoch=${order.epoch}`);
  const mac = createHmac('sha256', TEST_KEY).update(lines.join('\n')).digest('hex');
  const head = JSON.stringify(fields).slice(0, -1);
  const epoch = order.epoch === undefined ? '' : `,"epoch":${order.epoch}`;
  return `${head}${epoch},"parameters":${parameters},"auth":{"alg":"HMAC-SHA256","mac_hex":"${mac}"}}`;
}

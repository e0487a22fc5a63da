import type { CommandRecord } from './types.ts';

interface Sent {
  readonly command_id: string;
  readonly device_id: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}
interface Answered {
  readonly command_id: string;
  readonly status: CommandRecord['status'];
  readonly reason_code?: string;
}

/** The commands of a run, from what the engine and the controllers say on the bus. A retry is the same command. */
export class CommandLog {
  readonly records: CommandRecord[] = [];
  readonly #byId = new Map<string, CommandRecord>();

  /** A message that the engine sent; anything but a command is passed over. */
  sent(topic: string, payload: string, atUs: number): void {
    if (!topic.endsWith('/cmd')) return;
    const command = JSON.parse(payload) as Sent;
    if (this.#byId.has(command.command_id)) return;
    const parameters = command.parameters ?? {};
    const record: CommandRecord = {
      atUs,
      commandId: command.command_id,
      device: command.device_id,
      op: typeof parameters.op === 'string' ? parameters.op : '',
      parameters,
      status: 'SENT',
    };
    this.#byId.set(record.commandId, record);
    this.records.push(record);
  }

  /** A message that a controller sent; anything but an acknowledgement of a known command is passed over. */
  answered(topic: string, payload: string): void {
    if (!topic.endsWith('/ack')) return;
    let ack: Answered;
    try {
      ack = JSON.parse(payload) as Answered;
    } catch {
      // A corrupted message (a fault of the plan) answers nothing.
      return;
    }
    const record = this.#byId.get(ack.command_id);
    if (record === undefined || record.status === 'COMPLETED' || record.status === 'FAILED') return;
    record.status = ack.status;
    if (ack.reason_code !== undefined) record.reason = ack.reason_code;
  }
}

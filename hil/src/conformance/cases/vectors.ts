/** Golden vectors: every MAC, and every refusal, as an independent implementation has them. */
import { compileTable, fromHex, REASON_CODES } from '@understudy/contract';
import {
  commandVectors,
  type RejectVector,
  rejectPayload,
  rejectVectors,
  vectorDefinition,
  wirePayload,
} from '@understudy/firmware';
import { type Case, same } from '../case.ts';
import { LAMP } from '../definitions.ts';
import { cmdTopic, type Rig } from '../rig.ts';

const table = compileTable({ room: 'clockwork' }, LAMP);

const macs: Case = {
  name: 'vectors: the MAC of every command, over the parameter bytes as they arrive',
  run: async (rig) => {
    for (const vector of commandVectors()) {
      await rig.bootTable(table, fromHex(vector.key_hex) ?? new Uint8Array(0));
      same(vector.canonical, await rig.dut.mac(wirePayload(vector)), vector.mac_hex);
    }
  },
};

async function putTo(rig: Rig, vector: RejectVector): Promise<void> {
  const { context, expected } = vector;
  const device = context.device_id;
  rig.put(0, 1);
  await rig.bootTable(
    compileTable({ room: 'clockwork' }, vectorDefinition(context)),
    fromHex(context.key_hex) ?? new Uint8Array(0),
  );
  await rig.link(true);
  const first = { device, sequence: context.last_sequence, id: 0xf00d, epoch: context.highest_epoch };
  same('the command before it', await rig.command(first), ['ACCEPTED', 'COMPLETED']);
  rig.forget();
  const before = await rig.dut.counters();
  await rig.send(cmdTopic(device), rejectPayload(vector));
  await rig.pass(600);
  if (expected === 'ACCEPTED') return same('acknowledgements', rig.acks(), ['ACCEPTED', 'COMPLETED']);
  const after = await rig.dut.counters();
  same(
    'counted refusals',
    REASON_CODES.filter((_code, at) => after[at] !== before[at]),
    [expected],
  );
  for (const ack of rig.acks()) same('acknowledgement', ack, expected);
  same('effects', rig.outputs(), []);
}

export const VECTOR_CASES: readonly Case[] = [
  macs,
  ...rejectVectors().map((vector) => ({ name: `vectors: ${vector.name}`, run: (rig: Rig) => putTo(rig, vector) })),
];

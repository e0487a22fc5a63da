/**
 * `npm run bench [-- part ...]`: the figures, as JSON with raw samples on standard output, progress on standard error.
 * Parts: call, idle, virtual, campaign, memory, live, board, hil; all of them when none is named (over an hour). Judges nothing.
 */
import { firmwareBytes } from '../src/artefacts/prepare.ts';
import { createProgress } from '../src/output/progress.ts';
import { roomFolder } from '../src/paths.ts';
import { openRoom } from '../src/room/open.ts';
import { measureBoard } from './board.ts';
import { measureCampaign, measureMemory } from './campaign.ts';
import { measureHil } from './hil.ts';
import { measureCall, measureIdle } from './idle.ts';
import { measureLive } from './live.ts';
import { machine } from './machine.ts';
import { measureVirtual } from './virtual.ts';

const IDLE_HOURS = 10;
const GAMES = 20;
const CAMPAIGN_GAMES = 60;
const CAMPAIGN_ROUNDS = 8;
const MEMORY_GAMES = 10_000;
const REACTION_ROUNDS = 250;
const LATENESS_SECONDS = 120;
const BOARD_COMMANDS = 1000;
const ROUND_TRIPS = 2000;
const BENCH_SCENARIOS = 200;

const folder = roomFolder('clockwork');
const room = await openRoom(folder);
const progress = createProgress(false);
const firmware = await firmwareBytes(folder, progress);
const module = await WebAssembly.compile(firmware);

/** Each part, what it says while it runs, and how it is measured. */
const PARTS: Readonly<Record<string, { readonly says: string; readonly measure: () => unknown }>> = {
  call: { says: 'calls into the firmware that find nothing to do', measure: () => measureCall(room, module) },
  idle: {
    says: `${2 * IDLE_HOURS} idle hours of every controller`,
    measure: () => measureIdle(room, module, IDLE_HOURS),
  },
  virtual: {
    says: `virtual time: ${GAMES} games, each played twice, then under the profiler`,
    measure: () => measureVirtual(room, module, GAMES),
  },
  campaign: {
    says: `campaigns on one core and on all, ${CAMPAIGN_ROUNDS} times, without faults and with a swarm of them`,
    measure: async () => ({
      none: await measureCampaign(room, firmware, 'none', CAMPAIGN_GAMES, CAMPAIGN_ROUNDS),
      swarm: await measureCampaign(room, firmware, 'swarm', CAMPAIGN_GAMES, CAMPAIGN_ROUNDS),
    }),
  },
  memory: {
    says: `memory over ${MEMORY_GAMES} games`,
    measure: () =>
      measureMemory(room, firmware, MEMORY_GAMES, ({ games, rssMb }) => {
        progress.update(`memory: ${games} of ${MEMORY_GAMES} games, ${Math.round(rssMb)} MB`);
      }),
  },
  live: {
    says: `live over MQTT: ${2 * REACTION_ROUNDS} reactions, then ${LATENESS_SECONDS} s of Clockwork`,
    measure: () => measureLive(room, module, REACTION_ROUNDS, LATENESS_SECONDS),
  },
  board: {
    says: `${BOARD_COMMANDS} commands to the emulated Cortex-M7`,
    measure: () => measureBoard(BOARD_COMMANDS),
  },
  hil: {
    says: `the bench: ${2 * ROUND_TRIPS} round trips, a conformance suite, ${BENCH_SCENARIOS} scenarios`,
    measure: () => measureHil(room, folder, ROUND_TRIPS, BENCH_SCENARIOS),
  },
};

const asked = process.argv.slice(2);
const unknown = asked.filter((part) => !Object.hasOwn(PARTS, part));
if (unknown.length > 0) {
  console.error(`expected parts of ${Object.keys(PARTS).join(', ')}; seen ${unknown.join(', ')}`);
  process.exit(2);
}
const figures: Record<string, unknown> = { machine: machine() };
for (const [part, { says, measure }] of Object.entries(PARTS)) {
  if (asked.length > 0 && !asked.includes(part)) continue;
  progress.update(says);
  figures[part] = await measure();
}
progress.done();
console.log(JSON.stringify(figures, undefined, 1));

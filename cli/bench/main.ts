/** `npm run bench`: the figures, as JSON with raw samples on standard output, progress on standard error. Judges nothing. */
import { firmwareModule } from '../src/artefacts/prepare.ts';
import { createProgress } from '../src/output/progress.ts';
import { roomFolder } from '../src/paths.ts';
import { openRoom } from '../src/room/open.ts';
import { measureLive } from './live.ts';
import { machine } from './machine.ts';
import { measureVirtual } from './virtual.ts';

const GAMES = 20;
const REACTION_ROUNDS = 250;
const LATENESS_SECONDS = 120;

const progress = createProgress(false);
const folder = roomFolder('clockwork');
const room = await openRoom(folder);
const module = await firmwareModule(folder, progress);
progress.update(`virtual time: ${GAMES} games, each played twice, then under the profiler`);
const virtual = await measureVirtual(room, module, GAMES);
progress.update(`live over MQTT: ${2 * REACTION_ROUNDS} reactions, then ${LATENESS_SECONDS} s of Clockwork`);
const live = await measureLive(room, module, REACTION_ROUNDS, LATENESS_SECONDS);
progress.done();
console.log(JSON.stringify({ machine: machine(), virtual, live }, undefined, 1));

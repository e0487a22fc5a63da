/** `understudy start`: engine, embedded broker, twin and page of one room, until Ctrl-C. Prints one URL. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { AdapterError, createPinoLog, createSystemClock } from '@understudy/adapters';
import { createApi, listen } from '@understudy/api';
import type { PlayerName } from '@understudy/scenarios';
import { firmwareArtefact, sceneArtefact, viewerArtefact } from '../artefacts/artefacts.ts';
import { prepare } from '../artefacts/prepare.ts';
import { EXIT, Failure } from '../failure.ts';
import { RoomHost } from '../live/room-host.ts';
import { RunFolders } from '../live/run-folders.ts';
import { portTaken, untilInterrupted } from '../live/until-interrupted.ts';
import { createProgress } from '../output/progress.ts';
import { roomFolder } from '../paths.ts';
import { openRoom } from '../room/open.ts';

export interface StartOptions {
  readonly port: number;
  readonly mqttPort: number;
  readonly seed: number;
  readonly speed: number;
  readonly runs: string;
  readonly autostart?: boolean;
  readonly player?: PlayerName;
}

function brokerPortTaken(error: unknown): never {
  if (!(error instanceof AdapterError && error.code === 'PORT_TAKEN')) portTaken(error);
  const message = `${error.message}; choose another one with --mqtt-port (0 takes any free one)`;
  throw new Failure(error.code, message, EXIT.infrastructure);
}

/** Resolves with what asked for the end: Ctrl-C, a terminal that went away, or a journal that cannot be written. */
function untilAsked(): { readonly asked: Promise<Error | undefined>; readonly fail: (error: unknown) => void } {
  let end: (error: Error | undefined) => void = () => undefined;
  const asked = new Promise<Error | undefined>((resolve) => {
    end = resolve;
  });
  void untilInterrupted().then(() => end(undefined));
  return { asked, fail: (error) => end(error instanceof Error ? error : new Error(String(error))) };
}

/** Exit code 0 after Ctrl-C; 1 when the room had to stop by itself. */
export async function start(nameOrFolder: string, options: StartOptions): Promise<number> {
  const folder = roomFolder(nameOrFolder);
  const room = await openRoom(folder);
  const progress = createProgress(false);
  const artefacts = { firmware: firmwareArtefact(), scene: sceneArtefact(folder), viewer: viewerArtefact() };
  await prepare(Object.values(artefacts), folder, progress);

  const runs = join(options.runs, room.manifest.room);
  const log = createPinoLog({ file: join(runs, 'understudy.log') });
  const ending = untilAsked();
  const host = new RoomHost({
    room,
    firmware: await WebAssembly.compile(readFileSync(artefacts.firmware.path)),
    build: basename(artefacts.firmware.path),
    wallClock: createSystemClock(),
    seed: options.seed,
    speed: options.speed,
    mqttPort: options.mqttPort,
    runs: new RunFolders(runs),
    nowUnixMs: () => Date.now(),
    log,
    onFatal: ending.fail,
    ...(options.player === undefined ? {} : { player: options.player }),
  });
  const api = await createApi({
    host,
    viewerFolder: artefacts.viewer.path,
    log,
    ...(artefacts.scene !== undefined && existsSync(artefacts.scene.path) ? { sceneFile: artefacts.scene.path } : {}),
  });
  let failure: Error | undefined;
  try {
    await host.start();
    const url = await listen(api, options.port);
    if (options.autostart) host.operator('start', { action: 'START_GRAPH' });
    console.log(`${room.manifest.title} is open at ${url}`);
    console.log(`MQTT at ${host.brokerUrl}, journals and log in ${runs}. Ctrl-C ends it.`);
    failure = await ending.asked;
  } catch (error) {
    brokerPortTaken(error);
  } finally {
    await api.close();
    await host.stop();
  }
  if (failure !== undefined) throw new Failure('JOURNAL_FAILED', `the room was stopped: ${failure.message}`);
  console.log(`Stopped; the journals in ${runs} are closed.`);
  return EXIT.ok;
}

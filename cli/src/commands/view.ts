/** `understudy view <recording>`: the page of a recording, without an engine, until Ctrl-C. Prints one URL. */
import { existsSync } from 'node:fs';
import { listen } from '@understudy/api';
import { sceneArtefact, viewerArtefact } from '../artefacts/artefacts.ts';
import { prepare } from '../artefacts/prepare.ts';
import { EXIT, Failure } from '../failure.ts';
import { portTaken, untilInterrupted } from '../live/until-interrupted.ts';
import { createProgress } from '../output/progress.ts';
import { roomFolder } from '../paths.ts';
import { type OpenRecording, openRecording } from '../recording/open-recording.ts';
import { createRecordingPage, pageAddress } from '../recording/serve-recording.ts';
import { openRoom } from '../room/open.ts';

export interface ViewOptions {
  readonly port: number;
  /** Second of virtual time at which the page opens; default: the first violation, or the beginning. */
  readonly at?: number;
  /** The room whose scene is shown; default: the one that the recording names. */
  readonly room?: string;
}

/** Exit code 0 after Ctrl-C; 2 when there is no recording that can be shown. */
export async function view(path: string, options: ViewOptions): Promise<number> {
  const recording = openRecording(path);
  const folder = await sceneFolder(recording, options.room);
  const artefacts = { scene: sceneArtefact(folder), viewer: viewerArtefact() };
  await prepare(Object.values(artefacts), folder, createProgress(false));
  const { scene } = artefacts;
  const api = await createRecordingPage({
    recording,
    viewerFolder: artefacts.viewer.path,
    ...(scene !== undefined && existsSync(scene.path) ? { sceneFile: scene.path } : {}),
  });
  try {
    const url = await listen(api, options.port);
    console.log(`${describe(recording)} is open at ${pageAddress(url, options.at)}`);
    console.log('Ctrl-C ends it.');
    await untilInterrupted();
  } catch (error) {
    portTaken(error);
  } finally {
    await api.close();
  }
  return EXIT.ok;
}

/** @throws Failure RECORDING_ROOM when the room that was asked for is another one */
async function sceneFolder({ facts }: OpenRecording, wanted: string | undefined): Promise<string> {
  const recorded = facts.get('room') ?? '';
  if (wanted === undefined) return roomFolder(recorded);
  const folder = roomFolder(wanted);
  const { manifest } = await openRoom(folder);
  if (manifest.room === recorded) return folder;
  const message = `the recording is of another room: expected ${manifest.room}, seen ${recorded}`;
  throw new Failure('RECORDING_ROOM', message, EXIT.usage);
}

function describe({ facts, whole }: OpenRecording): string {
  const violations = Number(facts.get('violations') ?? 0);
  const count = violations === 1 ? '1 violation' : `${violations} violations`;
  return `${facts.get('title')}, seed ${facts.get('seed')}, ${count}${whole ? '' : ' (the file was cut)'},`;
}

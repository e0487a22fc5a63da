/** `understudy hil serve`: the operator page of this machine's benches, until Ctrl-C. Prints one URL. */
import { join } from 'node:path';
import { listen } from '@understudy/api';
import { HistoryStore } from '@understudy/hil';
import { sceneArtefact, viewerArtefact } from '../artefacts/artefacts.ts';
import { prepare } from '../artefacts/prepare.ts';
import { EXIT } from '../failure.ts';
import { coded } from '../hil/coded.ts';
import { readMap } from '../hil/hardware-map.ts';
import { benchHome } from '../hil/home.ts';
import { createImages } from '../hil/images.ts';
import { plannedTests, SUITES } from '../hil/plan.ts';
import { Archive } from '../hil-serve/archive.ts';
import { emulatedPlaces } from '../hil-serve/emulated-places.ts';
import { mappedPlaces } from '../hil-serve/mapped-places.ts';
import { OperatorHost } from '../hil-serve/operator-host.ts';
import type { Plan } from '../hil-serve/run-job.ts';
import { createOperatorServer } from '../hil-serve/server.ts';
import { portTaken, untilInterrupted } from '../live/until-interrupted.ts';
import { createProgress } from '../output/progress.ts';
import { roomFolder } from '../paths.ts';
import { openRoom } from '../room/open.ts';

export interface HilServeOptions {
  readonly port: number;
  readonly room: string;
  /** Without it the benches are emulated. */
  readonly hardwareMap?: string;
  /** For the boards of the map. */
  readonly image?: string;
  /** Why an unsigned image is taken. */
  readonly allowUnsigned?: string;
  /** Folder of the boards' histories; default: that of `hil test`. */
  readonly history?: string;
}

/** Exit code 0 after Ctrl-C. */
export async function hilServe(options: HilServeOptions): Promise<number> {
  const folder = roomFolder(options.room);
  const room = await openRoom(folder);
  const home = benchHome();
  const progress = createProgress(false);
  const images = createImages(progress);
  const places = await coded(async () =>
    options.hardwareMap === undefined
      ? emulatedPlaces(room, images, home)
      : mappedPlaces({
          ...options,
          map: options.hardwareMap,
          entries: readMap(options.hardwareMap),
          room,
          images,
          home,
        }),
  );
  const viewer = viewerArtefact();
  const scene = sceneArtefact(folder);
  await prepare([viewer, scene], folder, progress);
  if (places.some(({ facts }) => facts.platform === 'wasm')) await coded(() => images.wasm());
  progress.done();
  const plan: Plan = (bench, installed) => plannedTests(bench, room, installed, { suites: SUITES, proofs: true });
  const past = options.history ?? home.history;
  const archive = new Archive(new HistoryStore(past), join(past, 'reports'));
  const host = new OperatorHost({ places, room, plan, lockFolder: home.locks, archive });
  const server = await createOperatorServer({
    ...{ host, viewerFolder: viewer.path },
    ...(scene !== undefined && { sceneFile: scene.path }),
  });
  try {
    const url = await listen(server, options.port);
    console.log(`The benches of ${room.manifest.title} are open at ${url}`);
    console.log('Ctrl-C ends it, after what is under way.');
    await untilInterrupted();
  } catch (error) {
    portTaken(error);
  } finally {
    await host.close();
    await server.close();
  }
  return EXIT.ok;
}

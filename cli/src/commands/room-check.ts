/** `understudy room check <folder>`: every error of a room with file, line, what was expected and what was seen. */
import { relative } from 'node:path';
import { EXIT } from '../failure.ts';
import { roomFolder } from '../paths.ts';
import { checkFolder, listProblems } from '../room/open.ts';

export interface RoomCheckOptions {
  readonly json?: boolean;
}

/** Exit code 0 for a clean room, 1 with problems. */
export async function roomCheck(nameOrFolder: string, options: RoomCheckOptions): Promise<number> {
  const folder = roomFolder(nameOrFolder);
  const loaded = await checkFolder(folder);
  const controllers = loaded.ok ? loaded.room.controllers : [];
  const problems = loaded.ok ? [] : loaded.problems;
  const report = {
    folder: relative(process.cwd(), folder),
    controllers: controllers.length,
    devices: controllers.reduce((count, controller) => count + Object.keys(controller.devices).length, 0),
    nodes: loaded.ok ? Object.keys(loaded.room.graph.nodes).length : 0,
    problems,
  };
  if (options.json) console.log(JSON.stringify(report, undefined, 2));
  else if (problems.length > 0) console.error(listProblems(problems));
  else
    console.log(
      `${report.folder}: ${report.controllers} controllers, ${report.devices} devices, ${report.nodes} nodes, no problem`,
    );
  return problems.length > 0 ? EXIT.failed : EXIT.ok;
}

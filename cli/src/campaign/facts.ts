/** What a room can show, for the report: kept beside the results, so that a merge needs neither room nor sources. */
import type { Room } from '@understudy/contract';
import { coverageUniverse, FAULTS, indexRoom, invariantsFor } from '@understudy/scenarios';
import type { RoomFacts } from './report/model.ts';

export function roomFacts(room: Room): RoomFacts {
  const index = indexRoom(room);
  return {
    title: room.manifest.title,
    invariants: invariantsFor(room)
      .map(({ number, title }) => ({ number, title }))
      .sort((one, other) => one.number - other.number),
    reachable: Object.fromEntries(
      Object.entries(coverageUniverse(room)).map(([category, names]) => [
        category,
        names.map((name) => name.slice(category.length + 1)),
      ]),
    ),
    faults: [...FAULTS.values()]
      .filter((kind) => kind.targets(index).length > 0)
      .map(({ name, title }) => ({ name, title }))
      .sort((one, other) => (one.name < other.name ? -1 : 1)),
  };
}

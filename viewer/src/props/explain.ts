/** Why a prop did not give way, in a person's words. */
import { directoryOf } from '../live/room-directory.ts';
import type { RoomFiles } from '../live/store.ts';
import type { LiveView } from '../live/view.ts';

/** Names the maglocks that hold a prop right now; falls back on what the engine said. */
export function explainRefusal(plant: string, room: RoomFiles | undefined, view: LiveView, message: string): string {
  if (room === undefined) return message;
  const { props } = directoryOf(room);
  const prop = props.get(plant);
  if (prop === undefined) return message;
  const holders = prop.blockedBy.filter((id) => view.plant[id]?.holding === true || view.plant[id]?.open === false);
  const names = holders.map((id) => props.get(id)?.title ?? id);
  if (names.length === 0) return `${prop.title} does not move: ${message}`;
  return `${prop.title} does not move: held by ${names.join(' and ')}.`;
}

/** The page: head with the clock and the emergency stop, the room, the graph under it, the panels beside it. */
import type { ReactElement } from 'react';
import { useLive } from '../live/store.ts';
import { GraphPane } from '../panels/graph-pane.tsx';
import { SidePanels } from '../panels/side-panels.tsx';
import { NoRecording } from '../replay/no-recording.tsx';
import { useReplay } from '../replay/replay.ts';
import { ReplayBar } from '../replay/replay-bar.tsx';
import { ViolationCard } from '../replay/violation-card.tsx';
import { RoomPane } from '../scene/room-pane.tsx';
import { Banners } from './banners.tsx';
import { Header } from './header.tsx';
import { Notices } from './notices.tsx';
import { Splitter } from './splitter.tsx';
import { useNarrow } from './use-narrow.ts';

export function App(): ReactElement {
  const status = useLive((state) => state.status);
  const narrow = useNarrow();
  const problem = useReplay((state) => state.problem);
  if (problem !== undefined) {
    return (
      <div className="page" data-status={status}>
        <Header />
        <NoRecording problem={problem} />
      </div>
    );
  }
  return (
    <div className="page" data-status={status}>
      <Header />
      <Banners />
      {narrow ? <ViolationCard /> : null}
      <main className="desk">
        <div className="stage-column">
          <RoomPane />
          {narrow ? null : (
            <>
              <Splitter
                name="graph"
                orientation="horizontal"
                label="Height of the graph"
                initial={250}
                least={90}
                most={640}
              />
              <GraphPane />
            </>
          )}
        </div>
        {narrow ? null : (
          <Splitter
            name="rail"
            orientation="vertical"
            label="Width of the panels"
            initial={450}
            least={320}
            most={760}
          />
        )}
        <SidePanels withGraph={narrow} />
      </main>
      <ReplayBar />
      <Notices />
    </div>
  );
}

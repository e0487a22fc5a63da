/** Entry of the page: connects to the engine, or opens the recording of this page's server, and shows the app. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { watchRefusals } from './app/refusals.ts';
import { startLive } from './live/store.ts';
import './app/theme.css';
import './app/layout.css';
import './app/controls.css';
import './app/instruments.css';
import './panels/panels.css';
import './panels/lists.css';
import './panels/objectives.css';
import './panels/graph.css';
import './panels/graph-bar.css';
import './replay/replay.css';
import './replay/timeline.css';
import './replay/violation.css';
import './scene/room-pane.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
if (new URLSearchParams(location.search).has('recording')) {
  void import('./replay/start.ts').then(({ startReplay }) => startReplay(location.search));
} else {
  watchRefusals();
  startLive();
}
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

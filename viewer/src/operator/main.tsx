/** Entry of the operator page of a bench (`understudy hil serve`). */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { OperatorPage } from './operator-page.tsx';
import { startOperator } from './store.ts';
import '../app/theme.css';
import '../app/controls.css';
import './operator.css';
import './scan-bar.css';
import './stage.css';
import './verdict.css';
import './details.css';
import './history.css';
import './mirror.css';

const root = document.getElementById('root');
if (root === null) throw new Error('operator.html has no #root');
startOperator();
createRoot(root).render(
  <StrictMode>
    <OperatorPage />
  </StrictMode>,
);

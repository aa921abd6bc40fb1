import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { applyDensity } from './app/density';
import { startLanguage } from './words';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id root');
applyDensity();
await startLanguage();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

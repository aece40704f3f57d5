// Before everything that makes a shape.
import './strict-policy.ts';
import { StrictMode } from 'react';
import './ui/fonts.css';
import './ui/tokens.css';
import './ui/base.css';
import { App } from './app.tsx';
import { keepShell } from './shell/shell.ts';
import { createPageRoot } from './ui/page-root.ts';
import { restoreTheme } from './ui/theme.ts';

restoreTheme();
keepShell();
const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');
createPageRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

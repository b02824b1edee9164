import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/controls.css';
import '../ui/lists.css';
import './shell.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root element');
createRoot(root).render(<App />);

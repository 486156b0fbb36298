import { mount } from 'svelte';
import App from './App.svelte';
import { newerVersion } from './worker/newer-version.svelte.ts';
import './ui/tokens.css';
import './ui/base.css';

mount(App, { target: document.querySelector('#app')! });
newerVersion.watch();

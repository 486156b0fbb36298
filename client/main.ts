import { mount } from 'svelte';
import App from './App.svelte';
import { keepLiveWhenTranslated } from './ui/translated.ts';
import { newerVersion } from './worker/newer-version.svelte.ts';
import './ui/tokens.css';
import './ui/base.css';
import './ui/layout.css';
import './ui/tiles.css';

keepLiveWhenTranslated(document.body);
mount(App, { target: document.querySelector('#app')! });
newerVersion.watch();

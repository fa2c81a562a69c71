// Lays out what the desktop application loads, as it would be packed, from the build that is there.
import { stageApp } from './lib/stage-app.mjs';

stageApp();

import './hosted.parts.ts';
import { enableHydration } from './base/hydration.ts';

enableHydration();

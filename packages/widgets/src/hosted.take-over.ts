import { enableHydration } from './base/hydration.ts';
import { loadEnglish } from './hosted.parts.ts';

enableHydration();
if (document.documentElement.lang === 'en') await loadEnglish();

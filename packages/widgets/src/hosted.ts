// Hydration must be there before the first element is defined.
import './hosted.take-over.ts';
import './otklik.ts';

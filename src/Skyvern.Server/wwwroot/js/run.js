// What the page of a run needs.
import './live-fragment.js';
import './live-view.js';
import './page-title.js';
import './run-player.js';
import './step-fold.js';

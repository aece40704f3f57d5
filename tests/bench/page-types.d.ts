/// <reference types="vite/client" />
/// <reference path="../../client/src/ui/css-variables.d.ts" />

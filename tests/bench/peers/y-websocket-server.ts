// It listens where HOST and PORT say, and says so.
import '@y/websocket-server/server';

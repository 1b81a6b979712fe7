package dev.whence.live;

import dev.whence.engine.world.World;

import org.junit.jupiter.api.AfterEach;

class LiveWorldContractTest extends WorldContract {
    private final LiveWorld live = Live.world();

    @Override
    World world() {
        return live;
    }

    @AfterEach
    void close() {
        live.close();
    }
}

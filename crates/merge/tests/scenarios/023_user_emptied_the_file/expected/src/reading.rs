<<<<<<< yours
||||||| base (generated before)
fn a() {
    one();
}

fn b() {
    two();
}
=======
fn a() {
    one();
}

fn b() {
    three();
}
>>>>>>> generated now

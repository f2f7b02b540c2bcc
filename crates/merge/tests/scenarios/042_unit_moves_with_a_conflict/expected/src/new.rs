<<<<<<< yours
mine
||||||| base (generated before)
a
=======
b
>>>>>>> generated now
